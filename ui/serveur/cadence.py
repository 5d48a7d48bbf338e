"""How fast a session may speak: a page says a few words a second, and the server reads them one by one."""

from __future__ import annotations

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

RAFALE = 200
"""Frames that a session may send at once: those of a page whose network was away for a while."""
PAS = 0.02
"""Seconds that give it one frame more."""
TRANCHE = 4_096
"""Bytes read before frames are counted: what comes at once may hold forty thousand of them."""


class Liaison(WebSocketsSansIOProtocol):
    """The connection of a session, cut when more frames come than any page of ours sends.

    The server hears all those that came before it looks at anybody else: a flood of them, empty ones included, from one
    reader, holds everybody for as long as it lasts.
    """

    _du = float("-inf")
    """When the frames received so far would all have come, had they come at the pace given."""

    def data_received(self, data: bytes) -> None:
        """Read what came, no further than the frames that are too many."""
        for debut in range(0, len(data), TRANCHE):
            super().data_received(data[debut : debut + TRANCHE])
            if self.transport.is_closing():
                return

    def handle_events(self) -> None:
        """Hear the frames just read, unless they are too many."""
        instant = self.loop.time()
        self._du = max(self._du, instant - RAFALE * PAS) + len(self.conn.events) * PAS
        if self._du > instant:
            self.transport.abort()
            return
        super().handle_events()
