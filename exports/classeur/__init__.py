"""The whole export as one workbook: headline figures with native charts, then every table, typed."""
