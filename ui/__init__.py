"""The screens: one folder per page, on a common ground (`socle`), with a shared kit (`kit`) and the HTTP side."""
