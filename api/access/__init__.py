"""Who may do what: accounts, sessions, keys, roles, the gate, the audit; may import hosts alone of api."""
