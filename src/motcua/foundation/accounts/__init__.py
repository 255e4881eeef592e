"""People, organisations, agencies, officers and their posts; one account to sign in with.

An account is only a way in. A person, an organisation's member and a post hang on it; who owns a dossier,
who files it, who acts on it and on what ground are never read from the account alone.
"""
