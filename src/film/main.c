/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "cs-film-helper.h"

/* countersign-film: reads one film for the program that started it. Not for people; what it says goes to a pipe. */

static void
write_line (const char *line)
{
  gsize size = strlen (line);

  /* A parent that has gone needs no answer. */
  if (write (CS_FILM_STATUS, line, size) != (gssize) size)
    _exit (1);
}

void
cs_film_say (const char *name,
             const char *format,
             ...)
{
  g_autofree char *value = NULL;
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  value = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  line = g_strdup_printf ("%s %.500s\n", name, g_strdelimit (value, "\n\r", ' '));
  write_line (line);
}

void
cs_film_give_up (CsError     code,
                 const char *format,
                 ...)
{
  g_autofree char *detail = NULL;
  va_list arguments;

  va_start (arguments, format);
  detail = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  cs_film_say ("error", "%s %s", cs_error_nick (code), detail);
  _exit (1);
}

static gint64
read_number (const char *text,
             gint64      most)
{
  gint64 value = 0;

  if (!g_ascii_string_to_signed (text, 10, 0, most, &value, NULL))
    cs_film_give_up (CS_ERROR_INVALID, "“%s” is no number for it", text);

  return value;
}

static void
read_rate (CsFilmPlan *plan,
           const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, "/", 2);

  if (g_strv_length (parts) != 2)
    cs_film_give_up (CS_ERROR_INVALID, "“%s” is no rate", text);
  plan->rate_n = (guint) read_number (parts[0], G_MAXINT);
  plan->rate_d = (guint) MAX (1, read_number (parts[1], G_MAXINT));
}

static void
make (char *argv[])
{
  CsFilmPlan plan = { .copy = g_str_equal (argv[1], "copy") };

  plan.width = (int) read_number (argv[3], CS_FILM_MAX_SIDE);
  plan.height = (int) read_number (argv[4], CS_FILM_MAX_SIDE);
  read_rate (&plan, argv[5]);
  plan.video_kbps = (guint) read_number (argv[6], 1000 * 1000);
  plan.audio_kbps = (guint) read_number (argv[7], 1000);
  cs_film_helper_make (plan.copy, read_number (argv[2], G_MAXINT64 / GST_SECOND), &plan);
}

static void
make_pattern (char *argv[])
{
  CsFilmPattern pattern = {
    .look = argv[2],
    .seconds = (guint) read_number (argv[3], CS_FILM_MAX_MS / 1000),
    .width = (int) read_number (argv[4], CS_FILM_MAX_SIDE),
    .height = (int) read_number (argv[5], CS_FILM_MAX_SIDE),
    .rate = (guint) read_number (argv[6], CS_FILM_MAX_RATE),
    .quantizer = (guint) read_number (argv[7], 50),
    .sound = g_str_equal (argv[8], "1"),
  };

  cs_film_helper_pattern (&pattern);
}

int
main (int   argc,
      char *argv[])
{
  gboolean makes = argc == 8 && (g_str_equal (argv[1], "copy") || g_str_equal (argv[1], "encode"));
  gboolean probes = argc == 2 && g_str_equal (argv[1], "probe");
  gboolean draws = argc == 4 && g_str_equal (argv[1], "frame");
  gboolean invents = argc == 9 && g_str_equal (argv[1], "pattern");
  g_autoptr(GError) error = NULL;

  if (!makes && !probes && !draws && !invents)
    {
      g_printerr ("countersign-film is started by Countersign.\n");
      return EXIT_FAILURE;
    }

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (!gst_init_check (NULL, NULL, &error))
    cs_film_give_up (CS_ERROR_CODEC_MISSING, "GStreamer: %s", error->message);
  cs_film_confine_plugins ();
  cs_film_sandbox (makes || invents);

  if (probes)
    cs_film_helper_probe ();
  else if (draws)
    cs_film_helper_frame (read_number (argv[2], G_MAXINT64 / GST_SECOND), (int) read_number (argv[3], CS_FILM_MAX_SIDE));
  else if (invents)
    make_pattern (argv);
  else
    make (argv);

  write_line ("done\n");
  return EXIT_SUCCESS;
}
