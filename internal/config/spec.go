package config

import (
	"errors"
	"regexp"
	"strings"
	"time"
)

// specField is what a field of a cron spec is made of.
var specField = regexp.MustCompile(`^[0-9A-Za-z*/,?-]+$`)

// shapeOfSpec looks whether a cron spec has the form of one. What it means is
// for package scheduler to say.
func shapeOfSpec(spec string) error {
	if rest, ok := strings.CutPrefix(spec, "@every "); ok {
		if every, err := time.ParseDuration(rest); err != nil || every < time.Second {
			return errors.New("expected @every and at least a second, such as @every 10s")
		}
		return nil
	}
	fields := strings.Fields(spec)
	if len(fields) != 5 && len(fields) != 6 {
		return errors.New(`expected a cron spec: five fields such as "0 10 * * 1", six with seconds first, or @every 10s`)
	}
	for _, field := range fields {
		if !specField.MatchString(field) {
			return errors.New("not a field of a cron spec: " + field)
		}
	}
	return nil
}
