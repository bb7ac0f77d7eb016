package told

import (
	"samovar/internal/lang"
	"samovar/internal/space"
)

// Meanwhile welcomes back somebody who decides: it says what became of the
// requests while they were away.
func Meanwhile(say lang.Speaker, m space.Meanwhile) string {
	decided, waiting := say.T("away.none_decided"), say.T("away.none_waits")
	if m.Decided > 0 {
		decided = say.T("away.decided", "Count", m.Decided)
	}
	if m.Waiting > 0 {
		waiting = say.T("away.waiting", "Count", m.Waiting)
	}
	return say.T("away.welcome") + "\n\n" + decided + "\n" + waiting
}
