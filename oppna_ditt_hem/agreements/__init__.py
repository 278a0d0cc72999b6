"""What the plain packages say of one placement's agreement: its law, its card, its papers, its notice.

The rules are `tenancy`'s and the values `legal`'s; here they meet the documents.
"""
