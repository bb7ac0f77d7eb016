package emulator

import "fmt"

// complaint is what Telegram says of a text or a link. It begins with a
// capital where Telegram's does.
type complaint string

func (c complaint) Error() string { return string(c) }

func complain(format string, args ...any) error {
	return complaint(fmt.Sprintf(format, args...))
}
