/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-leader-sheet-drawing.h"
#include "cs-likely-questions.h"
#include "cs-show-error.h"

/* As many as the operation takes. */
#define MOST 20

struct _CsLikelyQuestions
{
  AdwBin parent_instance;

  GtkBox    *rows;
  GtkWidget *add;
  gboolean   filling;
};

G_DEFINE_FINAL_TYPE (CsLikelyQuestions, cs_likely_questions, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  GtkEditable *question;
  GtkEditable *answer;
} Row;

static void
changed (CsLikelyQuestions *self)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n++;
  gtk_widget_set_sensitive (self->add, n < MOST);
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_clicked_cb (CsLikelyQuestions *self,
                   GtkWidget         *button)
{
  GtkWidget *row = g_object_get_data (G_OBJECT (button), "cs-row");

  gtk_widget_grab_focus (self->add);
  gtk_box_remove (self->rows, row);
  changed (self);
}

static GtkEditable *
add_entry (CsLikelyQuestions *self,
           GtkWidget         *list,
           const char        *title,
           const char        *text)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);

  return GTK_EDITABLE (entry);
}

static GtkEditable *
add_row (CsLikelyQuestions *self,
         const char        *question,
         const char        *answer)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  Row *row = g_new0 (Row, 1);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  cs_name_widget (list, _("A likely question and its answer"));
  row->question = add_entry (self, list, _("Question"), question);
  row->answer = add_entry (self, list, _("Answer"), answer);
  gtk_widget_set_tooltip_text (remove, _("Remove this question"));
  cs_name_widget (remove, _("Remove this question"));
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (remove), "cs-row", list);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row->question), remove);
  g_object_set_data_full (G_OBJECT (list), "cs-row", row, g_free);
  gtk_box_append (self->rows, list);

  return row->question;
}

static void
add_clicked_cb (CsLikelyQuestions *self)
{
  GtkEditable *question = add_row (self, "", "");

  changed (self);
  gtk_widget_grab_focus (GTK_WIDGET (question));
}

static void
cs_likely_questions_class_init (CsLikelyQuestionsClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
cs_likely_questions_init (CsLikelyQuestions *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  self->add = gtk_button_new_with_label (_("Add a Question"));
  gtk_widget_set_halign (self->add, GTK_ALIGN_START);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (box), self->add);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
cs_likely_questions_new (void)
{
  return g_object_new (CS_TYPE_LIKELY_QUESTIONS, NULL);
}

void
cs_likely_questions_set (CsLikelyQuestions *self,
                         GPtrArray         *questions)
{
  GtkWidget *row;

  g_return_if_fail (CS_IS_LIKELY_QUESTIONS (self));

  self->filling = TRUE;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, row);
  for (guint i = 0; i < questions->len; i++)
    {
      const CsLikelyQuestion *question = g_ptr_array_index (questions, i);

      add_row (self, question->question, question->answer);
    }
  changed (self);
  self->filling = FALSE;
}

GPtrArray *
cs_likely_questions_get (CsLikelyQuestions *self)
{
  GPtrArray *questions = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_likely_question_free);

  g_return_val_if_fail (CS_IS_LIKELY_QUESTIONS (self), questions);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const Row *row = g_object_get_data (G_OBJECT (child), "cs-row");
      g_autofree char *question = g_strstrip (g_strdup (gtk_editable_get_text (row->question)));
      g_autofree char *answer = g_strstrip (g_strdup (gtk_editable_get_text (row->answer)));

      if (*question != '\0')
        g_ptr_array_add (questions, cs_likely_question_new (question, answer));
    }

  return questions;
}
