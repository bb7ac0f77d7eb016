package config

import (
	"slices"
	"strings"
	"testing"
)

func TestARoomHasItsOwnApprovers(t *testing.T) {
	cfg, err := Read([]byte(strings.Replace(small, "seats: 40}", "seats: 40, approvers: [21, 22]}", 1)), nil)
	if err != nil {
		t.Fatal(err)
	}
	rooms := cfg.Points()[0].Rooms
	if !slices.Equal(rooms[1].Approvers, []int64{21, 22}) || len(rooms[0].Approvers) != 0 {
		t.Errorf("approvers %v and %v", rooms[0].Approvers, rooms[1].Approvers)
	}
}

func TestApproversComeFromTheEnvironmentLikeOtherLists(t *testing.T) {
	cfg, err := Read([]byte(small), []string{"SAMOVAR_POINTS__0__ROOMS__1__APPROVERS=11,12"})
	if err != nil {
		t.Fatal(err)
	}
	if got := cfg.Points()[0].Rooms[1].Approvers; !slices.Equal(got, []int64{11, 12}) {
		t.Errorf("approvers %v", got)
	}
}

func TestApproversThatCannotBeAreNamed(t *testing.T) {
	for given, want := range map[string]string{
		"approvers: [-5]":                   "points[0].rooms[1].approvers[0]: -5: expected a person's Telegram id",
		"approvers: [7, 8, 7]":              "points[0].rooms[1].approvers[2]: 7 is there twice",
		"approvers: [Anna]":                 `"Anna": expected a whole number`,
		"approval: false, approvers: [7]":   "points[0].rooms[1].approvers: nothing is approved here",
		"approver: [7]":                     "did you mean approvers?",
		"approvers: [99999999999999999999]": "expected a whole number",
	} {
		got := complaints(t, strings.Replace(small, "seats: 40}", "seats: 40, "+given+"}", 1))
		if len(got) != 1 || !strings.Contains(got[0], want) {
			t.Errorf("%s: got %q, want %q", given, got, want)
		}
	}
}
