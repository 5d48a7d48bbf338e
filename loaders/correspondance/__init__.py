"""Any spreadsheet: what the table of somebody's own says in our columns, proposed, confirmed, then read like ours."""
