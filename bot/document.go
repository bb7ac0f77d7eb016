package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"mime"
	"mime/multipart"
	"net/textproto"
	"strconv"

	"github.com/go-telegram/bot/models"

	"samovar/internal/chat"
)

// document sends a file. One that has a name in its chat is there already, if
// its message is: a look at it is an edit that changes nothing.
func (d *delivery) document(ctx context.Context) error {
	old, err := d.panel(ctx)
	if err != nil {
		return err
	}
	if old != 0 && !d.out.Fresh {
		if err := d.takeButtons(ctx, old); KindOf(err) != MessageGone {
			return err
		}
	}
	sent, err := d.upload(ctx, d.render.document(d.out))
	if KindOf(err) == BadMarkup {
		d.log().Error("caption sent without its markup", "err", err)
		fields := d.render.document(d.out)
		fields["caption"] = cutPlain(plain(d.out.Text), longestCaption)
		delete(fields, "parse_mode")
		sent, err = d.upload(ctx, fields)
	}
	if err := d.counted("document", err); err != nil || d.out.Panel == "" {
		return err
	}
	d.remember(ctx, sent)
	return nil
}

// document is what goes with a file.
func (r renderer) document(o chat.Out) map[string]string {
	fields := map[string]string{"chat_id": strconv.FormatInt(o.Chat, 10), "disable_notification": strconv.FormatBool(o.Silent)}
	if thread := threadOf(o); thread != 0 {
		fields["message_thread_id"] = strconv.Itoa(thread)
	}
	if o.Text != "" {
		fields["caption"], fields["parse_mode"] = cutHTML(o.Text, longestCaption), string(models.ParseModeHTML)
	}
	if markup, err := json.Marshal(r.markup(o.Keyboard)); err == nil && len(o.Keyboard) > 0 {
		fields["reply_markup"] = string(markup)
	}
	return fields
}

// upload sends the file of the message and returns the message's number, 0 where
// Telegram does not tell it.
func (d *delivery) upload(ctx context.Context, fields map[string]string) (sent int, err error) {
	file := d.out.File
	if file == nil {
		file = &chat.File{} // Telegram refuses it, in its own words
	}
	err = d.request(ctx, func(ctx context.Context) error {
		result, err := d.api.upload(ctx, "sendDocument", fields, *file)
		sent = messageIn(result)
		return err
	})
	return sent, err
}

// upload calls a method with a file. go-telegram/bot says of every file that it
// is application/octet-stream, which apps offer to save instead of to open.
func (a *API) upload(ctx context.Context, method string, fields map[string]string, f chat.File) (json.RawMessage, error) {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range fields {
		if err := form.WriteField(name, value); err != nil {
			return nil, fmt.Errorf("write field %s: %w", name, err)
		}
	}
	part, err := form.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {mime.FormatMediaType("form-data", map[string]string{"name": "document", "filename": orElse(f.Name, "file")})},
		"Content-Type":        {orElse(f.Type, "application/octet-stream")},
	})
	if err != nil {
		return nil, fmt.Errorf("write file %s: %w", f.Name, err)
	}
	if _, err := part.Write(f.Data); err != nil {
		return nil, fmt.Errorf("write file %s: %w", f.Name, err)
	}
	if err := form.Close(); err != nil {
		return nil, fmt.Errorf("write file %s: %w", f.Name, err)
	}
	return a.call(ctx, method, form.FormDataContentType(), body.Bytes())
}
