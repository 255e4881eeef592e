"""Paper to data: what a scanned or typed administrative document says about itself.

Its law is the layout of administrative documents (Law: ND-30-2020/8) and what was usual before it.
"""
