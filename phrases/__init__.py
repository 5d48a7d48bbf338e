"""Words only: figures in, French sentences and numbers out; what screens, workbooks, files and messages speak with."""
