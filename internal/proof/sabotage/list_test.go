//go:build proof

package sabotage_test

var sabotages = []sabotage{
	{
		name: "any signature will do", file: "whatsapp/sign.go", old: "\tmatch := false\n", new: "\tmatch := true\n",
		suite: "rig", run: "RigStands", times: 1, short: true,
	},
}
