package main

import (
	"os/exec"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// RunPlugin runs a policy pack or a provider in a folder, as today's language host does. The requests of today's engine
// have fields that this version's declarations lack: 5 is the program, whose field 2 is its folder, and 6 is the kind of
// plugin.
func (host *nodeLanguageHost) RunPlugin(
	req *pulumirpc.RunPluginRequest, server pulumirpc.LanguageRuntime_RunPluginServer,
) error {
	closer, stdout, stderr, err := rpcutil.MakeRunPluginStreams(server, false)
	if err != nil {
		return err
	}
	fields := req.ProtoReflect().GetUnknown()
	folder := string(field(field(fields, 5), 2))
	cmd := exec.CommandContext(server.Context(), "node", "-e", load, "--", "run-plugin", folder)
	cmd.Args = append(cmd.Args, req.Args...)
	cmd.Dir = req.Pwd
	if string(field(fields, 6)) == "analyzer" {
		cmd.Args = append(append(cmd.Args[:4], "run-policy-pack"), append(req.Args, ".")...)
		cmd.Dir = folder
	}
	cmd.Env = append(req.Env, "PLUGIN_FOLDER="+folder)
	cmd.Stdout, cmd.Stderr = stdout, stderr
	if err := cmd.Run(); err != nil {
		return err
	}
	return closer.Close()
}

// load starts a command of the Pulumi SDK that is installed for the plugin.
const load = `
const name = "@pulumi/pulumi/cmd/" + process.argv[1];
require(require.resolve(name, { paths: [process.env.PLUGIN_FOLDER] }));
`

// isInstalled says whether only this version misses the dependencies: today's looks for them in the folders above, too.
func isInstalled(err error) bool {
	return strings.HasSuffix(err.Error(), "node_modules directory is missing")
}
