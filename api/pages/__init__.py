"""Pages for people: Chinese, server-rendered, every state of them a link."""
