/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-comment-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-show-error.h"
#include "cs-text-label.h"

#define MAX_TEXT 4000
#define SHOWN 40 /* characters of what it speaks of */

struct _CsCommentForm
{
  AdwBin           parent_instance;
  CsContent       *content;
  CsCommentAnchor *words;   /* selected words, or NULL */
  GPtrArray       *anchors; /* of CsCommentAnchor: what the drop-down offers */
  gboolean         busy;
  gboolean         filling;

  GtkWidget       *kind;
  GtkWidget       *about;
  GtkWidget       *text;
  GtkWidget       *replacement;
  GtkWidget       *hint;
  GtkWidget       *add;
};

G_DEFINE_FINAL_TYPE (CsCommentForm, cs_comment_form, ADW_TYPE_BIN)

enum
{
  ADD,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const CsCommentKind kinds[] = { CS_COMMENT_REMARK, CS_COMMENT_QUESTION, CS_COMMENT_SUGGESTION };

CsCommentKind
cs_comment_form_get_kind (CsCommentForm *self)
{
  guint selected;

  g_return_val_if_fail (CS_IS_COMMENT_FORM (self), CS_COMMENT_REMARK);

  selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));
  return selected < G_N_ELEMENTS (kinds) ? kinds[selected] : CS_COMMENT_REMARK;
}

const CsCommentAnchor *
cs_comment_form_get_anchor (CsCommentForm *self)
{
  guint selected;

  g_return_val_if_fail (CS_IS_COMMENT_FORM (self), NULL);

  selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->about));
  return g_ptr_array_index (self->anchors, selected < self->anchors->len ? selected : 0);
}

const char *
cs_comment_form_get_text (CsCommentForm *self)
{
  g_return_val_if_fail (CS_IS_COMMENT_FORM (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->text));
}

const char *
cs_comment_form_get_replacement (CsCommentForm *self)
{
  g_return_val_if_fail (CS_IS_COMMENT_FORM (self), NULL);

  if (cs_comment_form_get_kind (self) != CS_COMMENT_SUGGESTION)
    return NULL;
  return gtk_editable_get_text (GTK_EDITABLE (self->replacement));
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return *stripped == '\0';
}

/* Words can be replaced, and what a picture says; the whole post and a source cannot. */
static gboolean
can_suggest (CsCommentForm *self)
{
  CsAnchorKind kind = cs_comment_form_get_anchor (self)->kind;

  return kind == CS_ANCHOR_WORDS || kind == CS_ANCHOR_PICTURE;
}

static void
update (CsCommentForm *self)
{
  gboolean suggestion = cs_comment_form_get_kind (self) == CS_COMMENT_SUGGESTION;
  gboolean complete = suggestion ? can_suggest (self) && !is_blank (cs_comment_form_get_replacement (self))
                                 : !is_blank (cs_comment_form_get_text (self));

  gtk_widget_set_visible (self->replacement, suggestion && can_suggest (self));
  gtk_widget_set_visible (self->hint, suggestion && !can_suggest (self));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->text), suggestion ? _("Why (may stay empty)") : _("Only colleagues see this"));
  gtk_widget_set_sensitive (self->add, complete && !self->busy);
}

static void
selected_cb (CsCommentForm *self)
{
  const CsCommentAnchor *anchor;

  if (self->filling)
    return;
  anchor = cs_comment_form_get_anchor (self);
  /* One changes a word or two, and not all of it. */
  if (cs_comment_form_get_kind (self) == CS_COMMENT_SUGGESTION && can_suggest (self) &&
      is_blank (cs_comment_form_get_replacement (self)))
    gtk_editable_set_text (GTK_EDITABLE (self->replacement), anchor->quote);
  update (self);
}

static void
add_cb (CsCommentForm *self)
{
  if (gtk_widget_get_sensitive (self->add))
    g_signal_emit (self, signals[ADD], 0);
}

static void
cancel_cb (CsCommentForm *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static char *
shorten (const char *text)
{
  g_autofree char *beginning = NULL;

  if (g_utf8_strlen (text, -1) <= SHOWN)
    return g_strdup (text);
  beginning = g_utf8_substring (text, 0, SHOWN);
  return g_strconcat (beginning, "…", NULL);
}

static void
offer (CsCommentForm   *self,
       GtkStringList   *names,
       CsCommentAnchor *anchor,
       const char      *name)
{
  g_ptr_array_add (self->anchors, anchor);
  gtk_string_list_append (names, name);
}

static void
offer_pictures (CsCommentForm *self,
                GtkStringList *names)
{
  guint number = 0;

  for (guint i = 0; i < self->content->segments->len; i++)
    {
      const CsSegment *segment = cs_content_get_segment (self->content, i);

      for (guint j = 0; j < segment->media->len; j++)
        {
          g_autofree char *name = g_strdup_printf (_("Picture %u"), ++number);

          offer (self, names, cs_comment_anchor_new_picture (i, &cs_segment_get_media (segment, j)->digest), name);
        }
    }
}

static void
offer_sources (CsCommentForm *self,
               GtkStringList *names)
{
  for (guint i = 0; i < self->content->sources->len; i++)
    {
      CsCommentAnchor *anchor = cs_comment_anchor_new_source (self->content, i, NULL);
      g_autofree char *quote = anchor ? shorten (anchor->quote) : NULL;
      g_autofree char *name = anchor ? g_strdup_printf (_("Source: %s"), quote) : NULL;

      if (anchor)
        offer (self, names, anchor, name);
    }
}

static gboolean
is_same (const CsCommentAnchor *one,
         const CsCommentAnchor *other)
{
  g_autofree char *first = cs_comment_anchor_to_canonical (one);
  g_autofree char *second = cs_comment_anchor_to_canonical (other);

  return g_str_equal (first, second);
}

static void
fill (CsCommentForm         *self,
      const CsCommentAnchor *selected)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr(GPtrArray) old = self->anchors;

  self->anchors = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_comment_anchor_free);
  offer (self, names, cs_comment_anchor_new_post (), _("The whole post"));
  if (self->words)
    {
      g_autofree char *quote = shorten (self->words->quote);
      g_autofree char *name = g_strdup_printf (_("“%s”"), quote);

      offer (self, names, cs_comment_anchor_copy (self->words), name);
    }
  if (self->content)
    {
      offer_pictures (self, names);
      offer_sources (self, names);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->about), G_LIST_MODEL (names));
  for (guint i = 0; selected && i < self->anchors->len; i++)
    if (is_same (g_ptr_array_index (self->anchors, i), selected))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->about), i);
  self->filling = FALSE;
  update (self);
}

void
cs_comment_form_set_content (CsCommentForm   *self,
                             const CsContent *content)
{
  g_autoptr(CsCommentAnchor) selected = NULL;
  g_autoptr(CsCommentAnchor) words = NULL;

  g_return_if_fail (CS_IS_COMMENT_FORM (self));
  g_return_if_fail (content);

  selected = cs_comment_anchor_copy (cs_comment_form_get_anchor (self));
  g_clear_pointer (&self->content, cs_content_free);
  self->content = cs_content_copy (content);
  /* Words that moved are still those words; words that are gone cannot be spoken of any more. */
  words = g_steal_pointer (&self->words);
  if (words)
    self->words = cs_comment_anchor_find (words, content, NULL);
  fill (self, self->words && selected->kind == CS_ANCHOR_WORDS ? self->words : selected);
}

void
cs_comment_form_start (CsCommentForm         *self,
                       const CsCommentAnchor *anchor)
{
  g_return_if_fail (CS_IS_COMMENT_FORM (self));

  if (anchor && anchor->kind == CS_ANCHOR_WORDS)
    {
      g_clear_pointer (&self->words, cs_comment_anchor_free);
      self->words = cs_comment_anchor_copy (anchor);
    }
  fill (self, anchor);
  gtk_widget_grab_focus (self->text);
}

void
cs_comment_form_clear (CsCommentForm *self)
{
  g_return_if_fail (CS_IS_COMMENT_FORM (self));

  gtk_editable_set_text (GTK_EDITABLE (self->text), "");
  gtk_editable_set_text (GTK_EDITABLE (self->replacement), "");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), 0);
  g_clear_pointer (&self->words, cs_comment_anchor_free);
  fill (self, NULL);
}

void
cs_comment_form_set_busy (CsCommentForm *self,
                          gboolean       busy)
{
  g_return_if_fail (CS_IS_COMMENT_FORM (self));

  self->busy = busy;
  update (self);
}

static void
cs_comment_form_finalize (GObject *object)
{
  CsCommentForm *self = CS_COMMENT_FORM (object);

  g_clear_pointer (&self->content, cs_content_free);
  g_clear_pointer (&self->words, cs_comment_anchor_free);
  g_ptr_array_unref (self->anchors);
  G_OBJECT_CLASS (cs_comment_form_parent_class)->finalize (object);
}

static void
cs_comment_form_class_init (CsCommentFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_comment_form_finalize;
  signals[ADD] = g_signal_new ("add", CS_TYPE_COMMENT_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOSED] = g_signal_new ("closed", CS_TYPE_COMMENT_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static GtkWidget *
make_entry (const char *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_max_length (GTK_ENTRY (entry), MAX_TEXT);
  cs_name_widget (entry, name);
  return entry;
}

static void
build_buttons (CsCommentForm *self,
               GtkBox        *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));

  gtk_widget_set_halign (line, GTK_ALIGN_END);
  self->add = gtk_button_new_with_label (_("Add Comment"));
  gtk_widget_add_css_class (self->add, "suggested-action");
  gtk_box_append (GTK_BOX (line), cancel);
  gtk_box_append (GTK_BOX (line), self->add);
  gtk_box_append (box, line);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
}

static void
build_choices (CsCommentForm *self,
               GtkBox        *box)
{
  const char *labels[G_N_ELEMENTS (kinds) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    labels[i] = cs_comment_kind_label (kinds[i]);
  self->kind = gtk_drop_down_new_from_strings (labels);
  cs_name_drop_down (GTK_DROP_DOWN (self->kind), _("Kind of comment"));
  self->about = gtk_drop_down_new (NULL, NULL);
  cs_name_drop_down (GTK_DROP_DOWN (self->about), _("What it speaks of"));
  gtk_box_append (box, self->kind);
  gtk_box_append (box, self->about);
}

static void
cs_comment_form_init (CsCommentForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->anchors = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_comment_anchor_free);
  g_ptr_array_add (self->anchors, cs_comment_anchor_new_post ());
  build_choices (self, GTK_BOX (box));
  self->replacement = make_entry (_("Words that should stand there"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->replacement), _("Words that should stand there"));
  self->hint = cs_text_label_new (_("Select words in the post first, or choose a picture: that is what a suggestion replaces."),
                                  "warning");
  self->text = make_entry (_("Comment"));
  gtk_box_append (GTK_BOX (box), self->hint);
  gtk_box_append (GTK_BOX (box), self->replacement);
  gtk_box_append (GTK_BOX (box), self->text);
  build_buttons (self, GTK_BOX (box));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->kind, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->about, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->replacement, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "activate", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->replacement, "activate", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  fill (self, NULL);
}

GtkWidget *
cs_comment_form_new (void)
{
  return g_object_new (CS_TYPE_COMMENT_FORM, NULL);
}
