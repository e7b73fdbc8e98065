package main

import (
	"errors"
	"os/exec"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// RunPlugin runs a policy pack, as today's language host does. The requests of today's engine have fields that this
// version's declarations lack: 5 is the program, whose field 2 is its folder, and 6 is the kind of plugin.
func (host *nodeLanguageHost) RunPlugin(
	req *pulumirpc.RunPluginRequest, server pulumirpc.LanguageRuntime_RunPluginServer,
) error {
	fields := req.ProtoReflect().GetUnknown()
	if string(field(fields, 6)) != "analyzer" {
		return errors.New("this language host runs policy packs only")
	}
	closer, stdout, stderr, err := rpcutil.MakeRunPluginStreams(server, false)
	if err != nil {
		return err
	}
	script := "require('@pulumi/pulumi/cmd/run-policy-pack')"
	args := append([]string{"-e", script, "--", "run-policy-pack"}, req.Args...)
	cmd := exec.CommandContext(server.Context(), "node", append(args, ".")...)
	cmd.Dir = string(field(field(fields, 5), 2))
	cmd.Env = req.Env
	cmd.Stdout, cmd.Stderr = stdout, stderr
	if err := cmd.Run(); err != nil {
		return err
	}
	return closer.Close()
}
