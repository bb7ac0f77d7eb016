package lang

import "time"

var (
	// shifts say in which direction a time is to move.
	shifts = lexiconOf(entries[int]{
		1:  "позже|попозже|позднее|later|晚|晚一点|晚点|推迟|延后|推后|往后|往后推|往后移",
		-1: "раньше|пораньше|earlier|sooner|早|早一点|早点|提前|提早|往前|往前推|往前移",
	})
	// shiftBeside may stand beside that, and says no more.
	shiftBeside = set("на|сдвинь|сдвиньте|сдвинуть|сдвинем|перенеси|перенесите|перенести|перенесем|подвинь|подвиньте|подвинуть|давай|давайте|начнем|начать|начало|лучше|можно|и|" +
		"by|move|move it|shift|shift it|push|push it|start|start it|begin|let's|lets|could we|can we|it|开始|改|改为|把时间|时间|活动|可以|能不能|再|吧|吗")
)

// Shift reads a text that says nothing but by how much later, or earlier, something
// is to be: "на час позже", "half an hour earlier", "推迟一小时". Earlier is less
// than nothing.
func Shift(text string) (by time.Duration, ok bool) {
	s := newScan(text, time.Time{}, Russian)
	direction := 0
	for i := 0; i < len(s.tokens); {
		if towards, end, known := shifts.at(s.tokens, i); known {
			if direction != 0 {
				return 0, false
			}
			direction, i = towards, end
			continue
		}
		if length, end := s.lengthOf(i); end > i {
			if by != 0 {
				return 0, false
			}
			by, i = length, end
			continue
		}
		end := aside(s.tokens, i)
		if _, stop, known := shiftBeside.at(s.tokens, i); known {
			end = max(end, stop)
		}
		if end == i {
			return 0, false
		}
		i = end
	}
	return by * time.Duration(direction), by > 0 && direction != 0 && by <= aDay
}
