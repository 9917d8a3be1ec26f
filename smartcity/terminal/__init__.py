"""What the command line needs besides the verbs: words, output, questions, files."""
