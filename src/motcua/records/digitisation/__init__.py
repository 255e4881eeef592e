"""Paper to data: what a paper says about itself, and the line on which decades of papers are digitised.

A plan has phases by year of issue, a phase campaigns, a campaign boxes. What a scanner gives for a box is a
scan; papers are cut from its pages and go from station to station: intake, personal signature, reading,
checking (two people key, a third decides, a sample is looked at again), seal, storage. `rules` hold the
layout of administrative documents, and `rules.line` what the line decides; `jobs` do what machines do.

Law: ND-30-2020/8, ND-30-2020/PL-I, TT-01-2023-VPCP/7, TT-01-2023-VPCP/8.
"""
