/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-practice-private.h"

#include "cs-practice-style.h"
#include "cs-text.h"

/* The public timeline as anybody would see it. No scripts, nothing from elsewhere; whatever people wrote is escaped. */

/* How many posts a page shows. */
#define PAGE_LENGTH 40

static void
append_escaped (GString    *page,
                const char *text,
                gsize       length)
{
  g_autofree char *escaped = g_markup_escape_text (text, length);

  g_string_append (page, escaped);
}

/* Text between spans: a line feed is a line, an empty line a paragraph. */
static void
append_lines (GString    *page,
              const char *text,
              gsize       length)
{
  g_auto(GStrv) paragraphs = NULL;
  g_autofree char *copy = g_strndup (text, length);

  paragraphs = g_strsplit (copy, "\n\n", -1);
  for (gsize i = 0; paragraphs[i] != NULL; i++)
    {
      g_auto(GStrv) lines = g_strsplit (paragraphs[i], "\n", -1);

      g_string_append (page, i > 0 ? "</p><p>" : "");
      for (gsize j = 0; lines[j] != NULL; j++)
        {
          g_string_append (page, j > 0 ? "<br>" : "");
          append_escaped (page, lines[j], strlen (lines[j]));
        }
    }
}

static void
append_span (GString      *page,
             const char   *text,
             const CsSpan *span)
{
  gsize length = span->end - span->start;
  const char *start = text + span->start;

  switch (span->kind)
    {
    case CS_SPAN_LINK:
      g_string_append (page, "<a rel=\"nofollow noopener noreferrer\" href=\"");
      append_escaped (page, start, length);
      g_string_append (page, "\">");
      append_escaped (page, start, length);
      g_string_append (page, "</a>");
      break;

    case CS_SPAN_MENTION:
      g_string_append (page, "<span class=\"mention\">");
      append_escaped (page, start, length);
      g_string_append (page, "</span>");
      break;

    case CS_SPAN_HASHTAG:
      g_string_append (page, "<span class=\"hashtag\">");
      append_escaped (page, start, length);
      g_string_append (page, "</span>");
      break;
    }
}

char *
cs_practice_text_to_html (const char *text)
{
  g_autoptr(GArray) spans = cs_text_find_spans (text);
  GString *page = g_string_new (*text != '\0' ? "<p>" : "");
  gsize done = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const CsSpan *span = &g_array_index (spans, CsSpan, i);

      append_lines (page, text + done, span->start - done);
      append_span (page, text, span);
      done = span->end;
    }
  append_lines (page, text + done, strlen (text) - done);
  g_string_append (page, *text != '\0' ? "</p>" : "");

  return g_string_free (page, FALSE);
}

void
cs_practice_reply_page (CsPracticeRequest *request,
                        guint              status,
                        const char        *title,
                        const char        *body)
{
  g_autoptr(GString) page = g_string_new ("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">"
                                          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                                          "<meta name=\"color-scheme\" content=\"light dark\">"
                                          "<link rel=\"stylesheet\" href=\"/style.css\"><title>");

  append_escaped (page, title, strlen (title));
  g_string_append_printf (page, "</title></head><body><header class=\"top\"><div class=\"bar\"><a class=\"brand\" href=\"/\">"
                                "<span class=\"logo\" aria-hidden=\"true\"></span>%s</a><span class=\"hint\">%s</span></div></header>"
                                "<main>%s</main><footer>%s</footer></body></html>",
                          _("Practice network"), cs_practice_server_get_host (request->server), body,
                          _("This network lives on this computer alone. Nothing here is public."));
  cs_practice_reply_text (request, status, "text/html; charset=utf-8", page->str);
  soup_message_headers_replace (soup_server_message_get_response_headers (request->message), "Content-Security-Policy",
                                "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; form-action *; base-uri 'none'; frame-ancestors 'none'");
}

/* The first letters of up to two words; one character where a script has no spaces. */
static char *
make_initials (const char *name)
{
  g_auto(GStrv) words = g_strsplit (name, " ", -1);
  GString *initials = g_string_new (NULL);
  guint n = 0;

  for (gsize i = 0; words[i] != NULL && n < 2; i++)
    {
      gunichar c = g_utf8_get_char (words[i]);

      if (!g_unichar_isalnum (c))
        continue;
      g_string_append_unichar (initials, g_unichar_toupper (c));
      n++;
    }

  return g_string_free (initials, FALSE);
}

static void
append_avatar (GString           *page,
               CsPracticeAccount *account,
               const char        *size)
{
  g_autofree char *initials = make_initials (account->display_name);
  guint colour = g_str_hash (account->login) % 8;

  g_string_append_printf (page, "<span class=\"avatar %s hue%u\" aria-hidden=\"true\">", size, colour);
  append_escaped (page, initials, strlen (initials));
  g_string_append (page, "</span>");
}

/* "3 min", "2 h", a date; the exact moment is in the title. */
static char *
format_age (gint64 at,
            gint64 now)
{
  g_autoptr(GDateTime) time = NULL;
  gint64 minutes = (now - at) / (60 * G_USEC_PER_SEC);

  if (minutes < 1)
    return g_strdup (_("just now"));
  if (minutes < 60)
    /* Translators: age of a post in minutes, as short as possible */
    return g_strdup_printf (ngettext ("%d min", "%d min", (int) minutes), (int) minutes);
  if (minutes < 24 * 60)
    /* Translators: age of a post in hours, as short as possible */
    return g_strdup_printf (ngettext ("%d h", "%d h", (int) (minutes / 60)), (int) (minutes / 60));

  time = g_date_time_new_from_unix_local (at / G_USEC_PER_SEC);

  /* Translators: date of a post, by strftime; see the manual of g_date_time_format() */
  return g_date_time_format (time, _("%-d %b %Y"));
}

static void
append_picture (GString         *page,
                CsPracticeMedia *media)
{
  g_autofree char *alt = g_markup_escape_text (media->description, -1);

  g_string_append_printf (page, "<figure><a href=\"/media/%s.%s\"><img src=\"/media/%s.%s\" alt=\"%s\" title=\"%s\" loading=\"lazy\"></a>",
                          media->id, cs_practice_media_extension (media),
                          media->id, cs_practice_media_extension (media), alt, alt);
  /* Translators: badge on a picture that has a description for people who cannot see it */
  if (*alt != '\0')
    g_string_append_printf (page, "<figcaption class=\"alt\" title=\"%s\">%s</figcaption>", alt, C_("badge", "ALT"));
  g_string_append (page, "</figure>");
}

/* Browsers show the length in the player. */
static void
append_film (GString         *page,
             CsPracticeMedia *media)
{
  g_autofree char *alt = g_markup_escape_text (media->description, -1);
  g_autofree char *cover = media->has_cover ? g_strdup_printf (" poster=\"/media/%s.cover.jpg\"", media->id) : g_strdup ("");

  g_string_append_printf (page, "<figure class=\"film\"><video controls preload=\"metadata\" width=\"%d\" height=\"%d\"%s aria-label=\"%s\" src=\"/media/%s.mp4\"></video>",
                          media->width, media->height, cover, alt, media->id);
  if (*alt != '\0')
    g_string_append_printf (page, "<figcaption class=\"alt\" title=\"%s\">%s</figcaption>", alt, C_("badge", "ALT"));
  g_string_append (page, "</figure>");
}

static void
append_pictures (GString           *page,
                 CsPracticeRequest *request,
                 CsPracticeStatus  *status)
{
  guint n = g_strv_length (status->media);

  if (n == 0)
    return;

  g_string_append_printf (page, "<div class=\"pictures n%u\">", MIN (n, 4));
  for (guint i = 0; i < n; i++)
    {
      CsPracticeMedia *media = cs_practice_store_get_media (request->store, status->media[i]);

      if (media != NULL && cs_practice_media_is_film (media))
        append_film (page, media);
      else if (media != NULL)
        append_picture (page, media);
    }
  g_string_append (page, "</div>");
}

static void
append_head (GString           *page,
             CsPracticeRequest *request,
             CsPracticeAccount *account,
             CsPracticeStatus  *status)
{
  g_autofree char *age = format_age (status->made_at, request->now);
  g_autofree char *exact = cs_practice_format_time (status->made_at);
  g_autofree char *name = g_markup_escape_text (account->display_name, -1);

  append_avatar (page, account, "small");
  g_string_append_printf (page, "<div class=\"who\"><a class=\"name\" href=\"/@%s\">%s</a><span class=\"handle\">@%s@%s</span></div>"
                                "<a class=\"age\" href=\"/@%s/%s\"><time datetime=\"%s\" title=\"%s\">%s</time></a>",
                          account->login, name, account->login, cs_practice_server_get_host (request->server),
                          account->login, status->id, exact, exact, age);
}

static char *
format_ends (CsPracticeRequest *request,
             CsPracticeStatus  *status)
{
  gint64 minutes = (cs_practice_poll_ends_at (status) - request->now) / (60 * G_USEC_PER_SEC);

  if (minutes <= 0)
    return g_strdup (_("The poll has ended"));
  if (minutes < 60)
    return g_strdup_printf (ngettext ("Open for %d more minute", "Open for %d more minutes", (int) minutes), (int) minutes);
  if (minutes < 24 * 60)
    return g_strdup_printf (ngettext ("Open for %d more hour", "Open for %d more hours", (int) (minutes / 60)), (int) (minutes / 60));

  return g_strdup_printf (ngettext ("Open for %d more day", "Open for %d more days", (int) (minutes / (24 * 60))),
                          (int) (minutes / (24 * 60)));
}

/* As readers see it before they vote; nobody votes here. */
static void
append_poll (GString           *page,
             CsPracticeRequest *request,
             CsPracticeStatus  *status)
{
  g_autofree char *ends = NULL;

  if (status->poll[0] == NULL)
    return;

  ends = format_ends (request, status);
  g_string_append (page, "<ul class=\"poll\">");
  for (gsize i = 0; status->poll[i] != NULL; i++)
    {
      g_string_append_printf (page, "<li class=\"%s\" dir=\"auto\">", status->poll_multiple ? "many" : "one");
      append_escaped (page, status->poll[i], strlen (status->poll[i]));
      g_string_append (page, "</li>");
    }
  g_string_append_printf (page, "</ul><p class=\"ends\">%s%s%s</p>", status->poll_multiple ? _("Several answers possible") : "",
                          status->poll_multiple ? " · " : "", ends);
}

static void
append_quote (GString           *page,
              CsPracticeRequest *request,
              CsPracticeStatus  *status)
{
  CsPracticeStatus *quoted = *status->quote != '\0' ? cs_practice_store_get_status (request->store, status->quote) : NULL;
  g_autofree char *text = NULL;

  if (*status->quote == '\0')
    return;
  if (quoted == NULL || !cs_practice_may_see (NULL, quoted))
    {
      g_string_append_printf (page, "<blockquote class=\"quote gone\">%s</blockquote>", _("The quoted post is not to be had"));
      return;
    }

  text = cs_practice_text_to_html (quoted->text);
  g_string_append (page, "<blockquote class=\"quote\"><header>");
  append_head (page, request, cs_practice_store_get_account (request->store, quoted->account), quoted);
  g_string_append_printf (page, "</header><div class=\"text\" dir=\"auto\">%s</div></blockquote>", text);
}

static void
append_status (GString           *page,
               CsPracticeRequest *request,
               CsPracticeStatus  *status,
               gboolean           alone)
{
  CsPracticeAccount *account = cs_practice_store_get_account (request->store, status->account);
  g_autofree char *text = cs_practice_text_to_html (status->text);
  g_autofree char *language = g_markup_escape_text (status->language, -1);
  CsPracticeStatus *parent = *status->parent != '\0' ? cs_practice_store_get_status (request->store, status->parent) : NULL;
  CsPracticeStatus *original = *status->reblog != '\0' ? cs_practice_store_get_status (request->store, status->reblog) : NULL;

  if (original != NULL)
    {
      /* Translators: %s is an account's name, above a post of another one that it passes on */
      g_autofree char *who = g_strdup_printf (_("%s reposted"), account->display_name);

      g_string_append (page, "<p class=\"reposted\">⟲ ");
      append_escaped (page, who, strlen (who));
      g_string_append (page, "</p>");
      append_status (page, request, original, FALSE);
      return;
    }
  g_string_append_printf (page, "<article class=\"card post%s\" id=\"post-%s\"><header>", alone ? " alone" : "", status->id);
  append_head (page, request, account, status);
  g_string_append (page, "</header>");
  if (parent != NULL)
    {
      CsPracticeAccount *other = cs_practice_store_get_account (request->store, parent->account);

      g_string_append_printf (page, "<a class=\"reply\" href=\"/@%s/%s\">↳ %s</a>", other->login, parent->id,
                              other == account ? _("continues a thread") : _("answers another post"));
    }
  if (*status->warning != '\0')
    {
      g_string_append (page, "<details><summary>");
      append_escaped (page, status->warning, strlen (status->warning));
      g_string_append (page, "</summary>");
    }
  g_string_append_printf (page, "<div class=\"text\" lang=\"%s\" dir=\"auto\">%s</div>", language, text);
  append_pictures (page, request, status);
  append_poll (page, request, status);
  append_quote (page, request, status);
  if (*status->warning != '\0')
    g_string_append (page, "</details>");
  g_string_append (page, "</article>");
}

static guint
append_statuses (GString           *page,
                 CsPracticeRequest *request,
                 CsPracticeAccount *account)
{
  GPtrArray *statuses = cs_practice_store_get_statuses (request->store);
  guint n = 0;

  for (guint i = statuses->len; i > 0 && n < PAGE_LENGTH; i--)
    {
      CsPracticeStatus *status = g_ptr_array_index (statuses, i - 1);
      gboolean listed = g_str_equal (status->visibility, "public") ||
                        (account != NULL && g_str_equal (status->visibility, "unlisted"));

      if (!listed || (account != NULL && !g_str_equal (account->id, status->account)))
        continue;
      append_status (page, request, status, FALSE);
      n++;
    }

  if (n == 0)
    g_string_append_printf (page, "<section class=\"card empty\"><span class=\"logo large\" aria-hidden=\"true\"></span><h2>%s</h2><p>%s</p></section>",
                            _("Nothing has been published yet"),
                            _("Posts appear here at the moment the office publishes them."));

  return n;
}

void
cs_practice_page_timeline (CsPracticeRequest *request)
{
  g_autoptr(GString) page = g_string_new (NULL);

  append_statuses (page, request, NULL);
  cs_practice_reply_page (request, 200, _("Practice network"), page->str);
}

static void
reply_missing (CsPracticeRequest *request)
{
  g_autofree char *body = g_strdup_printf ("<section class=\"card empty\"><h2>%s</h2><p>%s</p></section>",
                                           _("There is no such page"),
                                           _("The post may have been deleted, or the address is wrong."));

  cs_practice_reply_page (request, 404, _("Practice network"), body);
}

void
cs_practice_page_account (CsPracticeRequest *request)
{
  CsPracticeAccount *account = cs_practice_store_find_login (request->store, request->argument);
  g_autoptr(GString) page = g_string_new (NULL);
  g_autofree char *name = NULL;

  if (account == NULL)
    {
      reply_missing (request);
      return;
    }

  name = g_markup_escape_text (account->display_name, -1);
  g_string_append_printf (page, "<section class=\"card profile\"><div class=\"banner hue%u\"></div>", g_str_hash (account->login) % 8);
  append_avatar (page, account, "large");
  g_string_append_printf (page, "<h1>%s</h1><p class=\"handle\">@%s@%s</p></section>",
                          name, account->login, cs_practice_server_get_host (request->server));
  append_statuses (page, request, account);
  cs_practice_reply_page (request, 200, account->display_name, page->str);
}

void
cs_practice_page_status (CsPracticeRequest *request)
{
  g_auto(GStrv) parts = g_strsplit (request->argument, "/", 2);
  CsPracticeStatus *status = parts[1] != NULL ? cs_practice_store_get_status (request->store, parts[1]) : NULL;
  CsPracticeAccount *account = cs_practice_store_find_login (request->store, parts[0]);
  GPtrArray *statuses = cs_practice_store_get_statuses (request->store);
  g_autoptr(GString) page = g_string_new (NULL);

  if (status == NULL || account == NULL || !g_str_equal (status->account, account->id) || !cs_practice_may_see (NULL, status))
    {
      reply_missing (request);
      return;
    }

  append_status (page, request, status, TRUE);
  for (guint i = 0; i < statuses->len; i++)
    {
      CsPracticeStatus *reply = g_ptr_array_index (statuses, i);

      if (g_str_equal (reply->parent, status->id) && cs_practice_may_see (NULL, reply))
        append_status (page, request, reply, FALSE);
    }
  cs_practice_reply_page (request, 200, account->display_name, page->str);
}

void
cs_practice_page_style (CsPracticeRequest *request)
{
  cs_practice_reply_text (request, 200, "text/css; charset=utf-8", cs_practice_style);
}

void
cs_practice_page_media (CsPracticeRequest *request)
{
  g_auto(GStrv) parts = g_strsplit (request->argument, ".", 2);
  CsPracticeMedia *media = cs_practice_store_get_media (request->store, parts[0]);
  gboolean cover = media != NULL && media->has_cover && g_strcmp0 (parts[1], "cover.jpg") == 0;
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  /* The path is made from what is stored, never from the request. */
  if (media != NULL)
    path = cover ? cs_practice_store_get_cover_path (request->store, media) : cs_practice_store_get_media_path (request->store, media);
  if (media == NULL || (!cover && g_strcmp0 (parts[1], cs_practice_media_extension (media)) != 0) ||
      !g_file_get_contents (path, &bytes, &size, NULL))
    {
      reply_missing (request);
      return;
    }

  soup_server_message_set_status (request->message, 200, NULL);
  soup_message_headers_replace (soup_server_message_get_response_headers (request->message), "X-Content-Type-Options", "nosniff");
  soup_server_message_set_response (request->message, cover ? "image/jpeg" : media->mime_type, SOUP_MEMORY_TAKE, g_steal_pointer (&bytes), size);
}
