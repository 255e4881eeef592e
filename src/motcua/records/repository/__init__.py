"""The data repository of people and organisations (kho): papers kept for their owner and used again.

Words: a *holding* is one paper kept for an owner: a result born digital, a digitised one, or a paper that
came with a dossier; its *source* says where it came from and lets it in once only; its *standing* is what it
is worth on a day: valid, expired, replaced, revoked; it is *matched* when the portal knows whose it is.

Rooms above call `operations.hold(source=…, owner=…, paper=…, document_code=…, by=…, at=…)` with the facts of
`facts.py`; to call it again with the same source gives the same holding back, so a job may repeat it. A paper
that takes the place of another says so (`replaces`); `operations.revoke` ends one that counts no more.
Whoever is named by a number only is matched at once, or by the job `repository.match_waiting`, as soon as the
number belongs to somebody whom an officer has dealt with; by hand with `operations.match`.
Codes of digitised results and numbers of owners are personal data: never in events, addresses or logs.

Law: ND-45-2020/14.3, TT-01-2023-VPCP/10.
"""
