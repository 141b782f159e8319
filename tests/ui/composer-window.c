/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "composer-window.h"
#include "cs-arguments.h"

void
composer_window_begin (int    *argc,
                       char ***argv)
{
  static const char * const names[] = { "shell", "composer", "sheet" };

  gtk_test_init (argc, argv, NULL);
  bindtextdomain (GETTEXT_PACKAGE, BUILD_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();
      g_autofree char *path = g_strdup_printf ("/org/countersign/Countersign/%s.css", names[i]);

      gtk_css_provider_load_from_resource (provider, path);
      gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
    }
}

void
composer_window_open (ComposerWindow *self,
                      gint64          post)
{
  const char *size = g_getenv ("COMPOSER_SIZE");
  int width = 1280, height = 800;

  if (size)
    g_assert_cmpint (sscanf (size, "%dx%d", &width, &height), ==, 2);
  self->page = CS_COMPOSER_PAGE (cs_composer_page_new (self->office->session, post));
  self->window = g_object_new (ADW_TYPE_WINDOW, "default-width", width, "default-height", height,
                               "content", self->page, NULL);
  gtk_window_present (GTK_WINDOW (self->window));
  gtk_test_widget_wait_for_draw (self->window);
  wait_for (cs_draft_get_state (self->page->draft) != CS_DRAFT_LOADING);
}

void
composer_window_close (ComposerWindow *self)
{
  GtkWidget *page = GTK_WIDGET (self->page);

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (GTK_WINDOW (self->window));
  wait_for (page == NULL);
  self->page = NULL;
}

void
composer_window_set_up (ComposerWindow *self,
                        gconstpointer   data)
{
  const char *language = g_getenv ("COMPOSER_LANGUAGE");

  self->office = composer_office_new (language ? language : "en");
  composer_window_open (self, 0);
}

void
composer_window_tear_down (ComposerWindow *self,
                           gconstpointer   data)
{
  if (self->page)
    composer_window_close (self);
  composer_office_free (self->office);
}

void
composer_window_keep_picture (const char *name)
{
  const char *folder = g_getenv ("COMPOSER_SHOTS");
  g_autofree char *command = NULL;
  gint64 end = g_get_monotonic_time () + G_TIME_SPAN_SECOND;

  if (folder == NULL)
    return;
  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  command = g_strdup_printf ("import -window root %s/%s.png", folder, name);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}

CsSegmentCard *
composer_window_get_card (ComposerWindow *self,
                          guint           part)
{
  g_assert_cmpuint (part, <, self->page->card_list->len);
  return g_ptr_array_index (self->page->card_list, part);
}

void
composer_window_type (ComposerWindow *self,
                      guint           part,
                      const char     *text)
{
  CsSegmentCard *card = composer_window_get_card (self, part);

  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (cs_segment_card_get_text_view (card)), text, -1);
}

CsContent *
composer_window_get_content (ComposerWindow *self)
{
  return cs_draft_get_content (self->page->draft);
}

char *
composer_window_dup_texts (ComposerWindow *self)
{
  const CsContent *content = composer_window_get_content (self);
  GString *texts = g_string_new (NULL);

  for (guint i = 0; i < content->segments->len; i++)
    g_string_append_printf (texts, "%s%s", i ? "|" : "", cs_content_get_segment (content, i)->text);
  return g_string_free (texts, FALSE);
}

CsContent *
composer_window_dup_stored (ComposerWindow *self)
{
  gint64 post = cs_composer_page_get_post (self->page);
  g_autoptr(JsonObject) reply = composer_office_call (self->office, "post.get", cs_arguments_one ("post", post));
  g_autoptr(CsSheetInfo) sheet = cs_reply_read_sheet (reply);

  return g_steal_pointer (&sheet->content);
}

GtkWidget *
composer_window_find_label (GtkWidget  *widget,
                            const char *text)
{
  const char *own = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;

  if (own && gtk_widget_get_mapped (widget) && g_str_has_prefix (own, text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = composer_window_find_label (child, text);

      if (found)
        return found;
    }
  return NULL;
}

GtkWidget *
composer_window_find_button (GtkWidget  *widget,
                             const char *label)
{
  if (GTK_IS_BUTTON (widget) && composer_window_find_label (widget, label))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = composer_window_find_button (child, label);

      if (found)
        return found;
    }
  return NULL;
}

void
composer_window_wait_saved (ComposerWindow *self)
{
  wait_for (cs_draft_get_state (self->page->draft) == CS_DRAFT_SAVED);
}
