"""Calls Describe with gzip on: the request is an empty message, and so is the answer. Prints the number of systems told."""
import sys

import grpc
from dsr.v1 import adapter_service_pb2, adapter_service_pb2_grpc

with grpc.insecure_channel(sys.argv[1], compression=grpc.Compression.Gzip) as channel:
    try:
        answer = adapter_service_pb2_grpc.AdapterServiceStub(channel).Describe(adapter_service_pb2.DescribeRequest(), timeout=60)
        print(f"systems: {len(answer.systems)}", flush=True)
    except grpc.RpcError as error:
        print(f"{error.code().name}: {error.details()}", flush=True)
