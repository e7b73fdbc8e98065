package main

import (
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"
)

// buildTarget is the program's option of this name in Pulumi.yaml, which today's language host reads from the request:
// 14 is the program, whose field 4 are its options.
func buildTarget(req *pulumirpc.RunRequest) (string, error) {
	var options structpb.Struct
	err := proto.Unmarshal(field(field(req.ProtoReflect().GetUnknown(), 14), 4), &options)
	return options.GetFields()["buildTarget"].GetStringValue(), err
}
