"""What an intervention is told by: reports, requests for one, meetings."""

from typing import Annotated, ClassVar

from adm_rules._internal.records.base import Ordered, Record
from adm_rules._internal.records.fields import Day, Event, EventDay, Id, Known, OneOf, Several
from adm_rules._internal.records.keys import Key
from adm_rules._internal.records.shared import MeetingType, ReportContent, ReportType, Role, Venue


# fmt: off
class Report(Record):
    """A report about the intervention."""

    type: Annotated[ReportType, Key("tipo di relazione", "type of report", "report_type")]
    submitted_on: Annotated[Event, Key("consegna della relazione", "delivery of the report")] = None
    author: Annotated[Known[Id], Key("autore della relazione", "author of the report", "report_author")] = None
    form: Annotated[Known[Annotated[str, OneOf("report_form")]], Key(
        "forma della relazione", "form of the report", "report_form")] = None
    recipients: Annotated[Several[Role], Key(
        "destinatari della relazione", "recipients of the report", "report_recipients")] = None
    agreed_with: Annotated[Several[Role], Key(
        "soggetti che condividono la relazione", "those who agree with the report", "report_agreed_with")] = None
    sent_to_court_on: Annotated[Event, Key(
        "invio della relazione all'Autorità giudiziaria", "sending of the report to the court",
        "report_sent_to_court_on")] = None
    contents: Annotated[Several[ReportContent], Key(
        "contenuti della relazione", "contents of the report", "report_contents")] = None


class ReportRequest(Ordered):
    """A service's request for a report."""

    ordered: ClassVar = (("asked_on", "answered_on"),)

    asked_on: Annotated[EventDay, Key("richiesta della relazione", "request for the report", "report_asked_on")]
    asked_by: Annotated[Known[Role], Key(
        "soggetto che chiede la relazione", "who asks for the report", "report_asked_by")] = None
    answered_on: Annotated[Event, Key(
        "consegna della relazione richiesta", "delivery of the report asked for", "report_answered_on")] = None
    due_on: Annotated[Known[Day], Key(
        "termine della relazione richiesta", "day on which the report asked for is due", "report_due_on")] = None


class Meeting(Record):
    """A meeting about the intervention."""

    type: Annotated[MeetingType, Key("tipo di incontro", "type of meeting", "meeting_type")]
    on: Annotated[Event, Key("data dell'incontro", "day of the meeting", "met_on")] = None
    requested_on: Annotated[Event, Key(
        "richiesta dell'incontro", "request for the meeting", "meeting_requested_on")] = None
    convened_by: Annotated[Known[Role], Key(
        "soggetto che ha convocato l'incontro", "who convened the meeting", "meeting_convened_by")] = None
    invited_by: Annotated[Known[Role], Key(
        "soggetto che ha invitato all'incontro", "who invited to the meeting", "meeting_invited_by")] = None
    participants: Annotated[Several[Role], Key("partecipanti all'incontro", "participants in the meeting")] = None
    required: Annotated[Several[Role], Key(
        "partecipanti richiesti all'incontro", "participants required at the meeting", "required_participants")] = None
    venue: Annotated[Known[Venue], Key("luogo dell'incontro", "venue of the meeting", "meeting_venue")] = None
# fmt: on
