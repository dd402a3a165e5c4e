"""What routes ask for: the desk, the decoded form, the queue of submissions."""

from typing import Annotated

from fastapi import Depends, Request

from hotseat.practice.desk import Desk
from hotseat.web.security import Form
from hotseat.web.submissions import Queue


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def _queue(request: Request) -> Queue:
    queue: Queue = request.app.state.queue
    return queue


def _form(request: Request) -> Form:
    form: Form = request.state.form
    return form


TheDesk = Annotated[Desk, Depends(_desk)]
TheQueue = Annotated[Queue, Depends(_queue)]
TheForm = Annotated[Form, Depends(_form)]
