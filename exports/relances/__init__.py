"""What a campaign sends: messages with their workbook, the day in a calendar, by a server of mail or by one's own."""
