"""What keeps the SQLite file honest: how it is opened, its sums, its copies, and the words for what fails."""
