/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-poll-editor.h"
#include "cs-post-address.h"
#include "cs-segment-extras.h"
#include "cs-show-error.h"

/* A line for one address. */
typedef struct
{
  GtkWidget *row;
  GtkEntry  *entry;
  gboolean   wanted; /* shown although it is empty */
} Address;

struct _CsSegmentExtras
{
  AdwBin        parent_instance;

  CsDraft      *draft;
  guint         part;
  gboolean      first;
  gboolean      loading;
  CsPollEditor *poll;
  Address       quote;
  Address       reply;
};

G_DEFINE_FINAL_TYPE (CsSegmentExtras, cs_segment_extras, ADW_TYPE_BIN)

static CsSegment *
find_segment (CsSegmentExtras *self)
{
  return cs_draft_find_part (self->draft, self->part);
}

static void
take (CsSegmentExtras  *self,
      char            **member,
      GtkEntry         *entry)
{
  g_free (*member);
  *member = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  cs_draft_touch (self->draft);
}

static void
quote_changed_cb (CsSegmentExtras *self)
{
  CsSegment *segment = self->loading ? NULL : find_segment (self);

  if (segment)
    take (self, &segment->quote, self->quote.entry);
}

static void
reply_changed_cb (CsSegmentExtras *self)
{
  CsSegment *segment = self->loading ? NULL : find_segment (self);

  if (segment)
    take (self, &segment->reply_to, self->reply.entry);
}

static void
remove_quote_cb (CsSegmentExtras *self)
{
  self->quote.wanted = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->quote.entry), "");
  cs_segment_extras_refresh (self);
}

static void
remove_reply_cb (CsSegmentExtras *self)
{
  self->reply.wanted = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->reply.entry), "");
  cs_segment_extras_refresh (self);
}

static void
cs_segment_extras_dispose (GObject *object)
{
  g_clear_object (&CS_SEGMENT_EXTRAS (object)->draft);
  G_OBJECT_CLASS (cs_segment_extras_parent_class)->dispose (object);
}

static void
cs_segment_extras_class_init (CsSegmentExtrasClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_segment_extras_dispose;
}

static void
make_address (CsSegmentExtras *self,
              Address         *address,
              GtkBox          *box,
              const char      *name,
              const char      *remove_name,
              GCallback        changed,
              GCallback        removed)
{
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");

  address->row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  address->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_entry_set_placeholder_text (address->entry, "https://");
  gtk_entry_set_input_purpose (address->entry, GTK_INPUT_PURPOSE_URL);
  gtk_widget_set_hexpand (GTK_WIDGET (address->entry), TRUE);
  cs_name_widget (GTK_WIDGET (address->entry), name);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_add_css_class (remove, "circular");
  gtk_widget_set_tooltip_text (remove, remove_name);
  cs_name_widget (remove, remove_name);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (address->entry));
  gtk_box_append (GTK_BOX (line), remove);
  gtk_box_append (GTK_BOX (address->row), label);
  gtk_box_append (GTK_BOX (address->row), line);
  gtk_box_append (box, address->row);
  g_signal_connect_object (address->entry, "changed", changed, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (remove, "clicked", removed, self, G_CONNECT_SWAPPED);
}

static void
cs_segment_extras_init (CsSegmentExtras *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  make_address (self, &self->reply, GTK_BOX (box), _("Address of the post to answer"), _("Answer no post"),
                G_CALLBACK (reply_changed_cb), G_CALLBACK (remove_reply_cb));
  make_address (self, &self->quote, GTK_BOX (box), _("Address of the post to quote"), _("Quote no post"),
                G_CALLBACK (quote_changed_cb), G_CALLBACK (remove_quote_cb));
  gtk_widget_add_css_class (box, "segment-extras");
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
cs_segment_extras_new (CsDraft *draft,
                       guint    part)
{
  CsSegmentExtras *self = g_object_new (CS_TYPE_SEGMENT_EXTRAS, NULL);

  self->draft = g_object_ref (draft);
  self->part = part;
  self->poll = CS_POLL_EDITOR (cs_poll_editor_new (draft, part));
  gtk_box_append (GTK_BOX (adw_bin_get_child (ADW_BIN (self))), GTK_WIDGET (self->poll));
  return GTK_WIDGET (self);
}

void
cs_segment_extras_set_part (CsSegmentExtras *self,
                            guint            part,
                            gboolean         first)
{
  g_return_if_fail (CS_IS_SEGMENT_EXTRAS (self));

  self->part = part;
  self->first = first;
  cs_poll_editor_set_part (self->poll, part);
}

static void
show_address (Address    *address,
              const char *text,
              gboolean    possible)
{
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (address->entry)), text))
    gtk_editable_set_text (GTK_EDITABLE (address->entry), text);
  gtk_widget_set_visible (address->row, possible && (address->wanted || *text));
}

void
cs_segment_extras_refresh (CsSegmentExtras *self)
{
  const CsSegment *segment;

  g_return_if_fail (CS_IS_SEGMENT_EXTRAS (self));

  if (!(segment = find_segment (self)))
    return;
  self->loading = TRUE;
  show_address (&self->quote, segment->quote, TRUE);
  show_address (&self->reply, segment->reply_to, self->first);
  self->loading = FALSE;
  cs_poll_editor_refresh (self->poll);
  cs_segment_extras_check (self);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_visible (self->quote.row) || gtk_widget_get_visible (self->reply.row) ||
                          gtk_widget_get_visible (GTK_WIDGET (self->poll)));
}

void
cs_segment_extras_add (CsSegmentExtras *self,
                       CsExtra          extra)
{
  CsSegment *segment;

  g_return_if_fail (CS_IS_SEGMENT_EXTRAS (self));

  if (!(segment = find_segment (self)))
    return;
  if (extra == CS_EXTRA_POLL && segment->poll == NULL)
    {
      segment->poll = cs_poll_new ();
      while (segment->poll->options->len < 2)
        g_ptr_array_add (segment->poll->options, g_strdup (""));
      cs_draft_touch (self->draft);
    }
  self->quote.wanted |= extra == CS_EXTRA_QUOTE;
  self->reply.wanted |= extra == CS_EXTRA_REPLY;
  cs_segment_extras_refresh (self);
  cs_segment_extras_focus (self, extra, 0);
}

void
cs_segment_extras_focus (CsSegmentExtras *self,
                         CsExtra          extra,
                         guint            option)
{
  g_return_if_fail (CS_IS_SEGMENT_EXTRAS (self));

  switch (extra)
    {
    case CS_EXTRA_POLL:
      cs_poll_editor_focus (self->poll, option);
      break;
    case CS_EXTRA_QUOTE:
      gtk_widget_grab_focus (GTK_WIDGET (self->quote.entry));
      break;
    case CS_EXTRA_REPLY:
      gtk_widget_grab_focus (GTK_WIDGET (self->reply.entry));
      break;
    }
}

/* Whether @text is the address of a post on any network that the post goes to. */
static gboolean
fits_any (CsSegmentExtras *self,
          const char      *text)
{
  const CsContent *content = cs_draft_get_content (self->draft);

  for (guint i = 0; i < content->accounts->len; i++)
    {
      const CsAccountInfo *account = cs_session_find_account (cs_draft_get_session (self->draft),
                                                              g_array_index (content->accounts, gint64, i));

      if (account && cs_post_address_is_on (text, account->network))
        return TRUE;
    }
  return content->accounts->len == 0;
}

static void
mark (CsSegmentExtras *self,
      Address         *address,
      const char      *text)
{
  gboolean wrong = *text && !fits_any (self, text);

  if (wrong == gtk_widget_has_css_class (GTK_WIDGET (address->entry), "error"))
    return;
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (address->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (address->entry), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (address->entry),
                               wrong ? _("This is not the address of a post on a network that this post goes to.") : NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (address->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

void
cs_segment_extras_check (CsSegmentExtras *self)
{
  const CsSegment *segment;

  g_return_if_fail (CS_IS_SEGMENT_EXTRAS (self));

  if (!(segment = find_segment (self)))
    return;
  if (gtk_widget_get_visible (self->quote.row))
    mark (self, &self->quote, segment->quote);
  if (gtk_widget_get_visible (self->reply.row))
    mark (self, &self->reply, segment->reply_to);
}
