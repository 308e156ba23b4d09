"""Parts of screens: each shows one thing and says in messages what the user did with it."""
