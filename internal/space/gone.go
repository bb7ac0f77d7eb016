package space

// goneID is the id of everybody who was forgotten: no chat has it.
const goneID = -1

// Gone is who stands where a person did who was forgotten.
func Gone() Party { return Party{ID: goneID, Name: removedText} }

// removedText stands where a text was that is removed.
const removedText = "—"

// IsGone says whether it is somebody who was forgotten.
func (p Party) IsGone() bool { return p.ID == goneID }
