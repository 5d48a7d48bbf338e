"""One folder per kind of workbook, a row each in `registre`: columns' rules, checks, template, demonstration."""
