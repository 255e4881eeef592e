"""Paper to data: what a scanned or typed administrative document says about itself.

It knows the layout of administrative documents, and what was usual before.

Law: ND-30-2020/8, ND-30-2020/PL-I.
"""
