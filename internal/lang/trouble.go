package lang

// Kind says what is wrong with something that was understood. It is an error, so
// that a reader of a single answer can return it; its text is for logs, and the
// texts for people go by its name.
type Kind string

// The kinds of trouble.
const (
	NoSuchDay      Kind = "no_such_day"      // 31 February
	PastDay        Kind = "past_day"         // yesterday
	FarDay         Kind = "far_day"          // more than two years ahead
	WeekdayDiffers Kind = "weekday_differs"  // Friday 24 December, which is a Thursday
	NoSuchClock    Kind = "no_such_clock"    // 25:00
	PastClock      Kind = "past_clock"       // today, at an hour that has passed
	EndBeforeStart Kind = "end_before_start" // from 20 to 18
	AcrossMidnight Kind = "across_midnight"  // from 22 to 1
	AbsurdLength   Kind = "absurd_length"    // for 0 minutes, for 100 hours
	NotPositive    Kind = "not_positive"     // a headcount of 0 or -1
	AbsurdCount    Kind = "absurd_count"     // a headcount of a milliard
	SeveralRooms   Kind = "several_rooms"    // two rooms named
	NoneFound      Kind = "none_found"       // an answer without what was asked
)

// Kinds lists them all, for the texts that explain them.
func Kinds() []Kind {
	return []Kind{
		NoSuchDay, PastDay, FarDay, WeekdayDiffers, NoSuchClock, PastClock, EndBeforeStart,
		AcrossMidnight, AbsurdLength, NotPositive, AbsurdCount, SeveralRooms, NoneFound,
	}
}

// Error makes a kind an error to be matched with errors.Is.
func (k Kind) Error() string { return string(k) }

// Trouble is something that was understood but cannot be.
type Trouble struct {
	Kind  Kind
	Words string // the words of the text on which it stands, as written
}
