package scheduler

import (
	"samovar/internal/digest"
	"samovar/internal/space"
	"samovar/internal/store"
)

// digestOfAdmins tells each admin how the week was and will be, in their own
// language. A Point where nothing goes on has none.
func (r *round) digestOfAdmins(d space.Due) (store.Change, error) {
	shut, err := r.unreachable()
	if err != nil {
		return store.Change{}, err
	}
	report, err := r.kitchen().Report(r.ctx, shut)
	if err != nil || report.Empty() {
		return store.Change{}, err
	}
	staff, err := r.db.Staff(r.ctx)
	if err != nil {
		return store.Change{}, err
	}
	readers, err := r.readers(staff.Admins(r.point))
	var change store.Change
	for _, to := range readers {
		text, keyboard := report.Page(to.say)
		o := r.out(d, to.chat, text, keyboard)
		o.Panel, o.Fresh = digest.Panel(d.Subject), true
		change.Outs = append(change.Outs, o)
	}
	return change, err
}
