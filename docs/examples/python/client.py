"""A portal: hands in a request, prints the answer, and watches the case to its end.

    python3 client.py 127.0.0.1:8080 <controller> <right> <seconds> <type>=<value> ...
"""
import sys
import uuid

import grpc
import rich_error_pb2
from dsr.v1 import case_pb2, case_service_pb2, case_service_pb2_grpc

# The contract's revision that this portal can read: docs/contracts.md.
METADATA = (("dsr-contract-revision", "2"),)


def show(case):
    state = case_pb2.CaseState.Name(case.state).removeprefix("CASE_STATE_")
    conclusion = case_pb2.Conclusion.Name(case.conclusion).removeprefix("CONCLUSION_")
    print(f"case {case.case_id}: {state}{'' if conclusion == 'UNSPECIFIED' else ' ' + conclusion}", flush=True)
    for step in case.steps:
        parts = ", ".join(
            f"{case_pb2.OutcomeKind.Name(p.kind).removeprefix('OUTCOME_KIND_')} {p.count} {p.category}" for p in step.parts)
        print(f"  {step.system_id}: {parts if step.state == case_pb2.STEP_STATE_ENDED else 'not answered yet'}", flush=True)


def show_error(error):
    """What to branch on is in a trailer: the reason, and every malformed field at once."""
    print(f"{error.code().name}: {error.details()}", file=sys.stderr)
    trailer = dict(error.trailing_metadata()).get("grpc-status-details-bin")
    for detail in rich_error_pb2.Status.FromString(trailer).details if trailer else []:
        info, bad = rich_error_pb2.ErrorInfo(), rich_error_pb2.BadRequest()
        if detail.Unpack(info):
            print(f"reason {info.reason}", file=sys.stderr)
        elif detail.Unpack(bad):
            for violation in bad.field_violations:
                print(f"field {violation.field}: {violation.description}", file=sys.stderr)


def main(address, controller_id, right, seconds, *identifiers):
    new_case = case_pb2.NewCase(
        request_id=str(uuid.uuid4()),  # keep it: the same id again gives the same case, so a failed call can be repeated
        controller_id=controller_id,
        right=case_pb2.Right.Value("RIGHT_" + right.upper()),
        actor="python-portal",
        identifiers=[case_pb2.Identifier(type=t, value=v) for t, v in (i.split("=", 1) for i in identifiers)])
    with grpc.insecure_channel(address) as channel:
        cases = case_service_pb2_grpc.CaseServiceStub(channel)
        try:
            answer = cases.ExecuteCase(case_service_pb2.ExecuteCaseRequest(new_case=new_case), timeout=float(seconds), metadata=METADATA).case
            show(answer)
            watch = case_service_pb2.WatchCaseRequest(case_id=answer.case_id, after_revision=answer.revision)
            for message in cases.WatchCase(watch, metadata=METADATA):
                show(message.case)
            print("end")
        except grpc.RpcError as error:
            show_error(error)
            sys.exit(1)


main(*sys.argv[1:])
