package config

import (
	"strings"
	"testing"

	"samovar/internal/space"
)

func TestThePolicyOfTheExampleIsTheDefault(t *testing.T) {
	cfg, err := Read(example(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := cfg.Points()[0].Policy; got != space.DefaultPolicy() {
		t.Errorf("got %+v", got)
	}
}

func TestQuotasAndQuietHoursAreSetByTheEnvironment(t *testing.T) {
	cfg, err := Read(example(t), []string{"SAMOVAR_POINTS__0__POLICY__QUOTA__AHEAD=40h", "SAMOVAR_POINTS__0__POLICY__QUOTA__EVENINGS=3",
		"SAMOVAR_POINTS__0__POLICY__OFFER__QUIET=23:30-07:00"})
	if err != nil {
		t.Fatal(err)
	}
	policy := cfg.Points()[0].Policy
	if policy.Quota.Ahead.Hours() != 40 || policy.Quota.Evenings != 3 || policy.Offer.Quiet != (space.Quiet{From: 23*60 + 30, Until: 7 * 60}) {
		t.Errorf("got %+v", policy)
	}
}

func TestAPolicyThatCannotBeIsNamed(t *testing.T) {
	for setting, want := range map[string]string{
		"QUOTA__REQUESTS=-1":       "expected 0 or more",
		"OFFER__QUIET=always":      "expected hours such as 22:00-08:00",
		"OFFER__QUIET=22:10-08:00": "quarters of an hour, or none",
		"OFFER__HOLD=10m":          "is less than shortest",
		"PAST=0h":                  "must be longer than nothing",
	} {
		cfg, err := Read(example(t), []string{"SAMOVAR_POINTS__0__POLICY__" + setting})
		if err == nil {
			err = cfg.Check(func(string) error { return nil })
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", setting, err)
		}
	}
}
