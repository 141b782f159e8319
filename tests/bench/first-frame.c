/* SPDX-License-Identifier: GPL-3.0-or-later */

/* first-frame COMMAND…: starts COMMAND on the X server of DISPLAY, waits until its largest window has come to rest (no damage for QUIET), then prints milliseconds from the start to
 * the first frame and to the last frame before the rest, milliseconds of processor time, and KiB of memory (PSS), and ends COMMAND. */

#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib.h>
#include <X11/Xlib.h>
#include <X11/extensions/Xdamage.h>

#define QUIET (700 * 1000)        /* µs */
#define GIVE_UP (30 * G_USEC_PER_SEC)

static guint
read_pss (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/smaps_rollup", (int) pid);
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL) || !(line = g_strstr_len (text, -1, "\nPss:")))
    return 0;
  return strtoul (line + 5, NULL, 10);
}

/* utime and stime of all its threads, in milliseconds */
static guint
read_cpu (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", (int) pid);
  g_autofree char *text = NULL;
  g_auto(GStrv) words = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  words = g_strsplit (strrchr (text, ')') + 2, " ", 14);
  return (strtoul (words[11], NULL, 10) + strtoul (words[12], NULL, 10)) * 1000 / sysconf (_SC_CLK_TCK);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  Display *display = XOpenDisplay (NULL);
  int damage_event, damage_error;
  gint64 start, first = 0, last = 0;
  GPid pid = 0;

  if (argc < 2 || !display || !XDamageQueryExtension (display, &damage_event, &damage_error))
    {
      g_printerr ("usage: first-frame COMMAND…, on an X server with damage\n");
      return 2;
    }

  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  XSync (display, False);
  start = g_get_monotonic_time ();
  if (!g_spawn_async (NULL, argv + 1, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH, NULL, NULL, &pid, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }

  while (g_get_monotonic_time () - start < GIVE_UP && (last == 0 || g_get_monotonic_time () - last < QUIET))
    {
      XEvent event;

      if (!XPending (display))
        {
          g_usleep (500);
          continue;
        }
      XNextEvent (display, &event);
      if (event.type == MapNotify)
        XDamageCreate (display, event.xmap.window, XDamageReportRawRectangles);
      else if (event.type == damage_event + XDamageNotify)
        {
          last = g_get_monotonic_time ();
          first = first ? first : last;
        }
    }

  g_print ("%d %d %u %u\n", (int) ((first - start) / 1000), (int) ((last - start) / 1000), read_cpu (pid), read_pss (pid));
  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
  return first ? 0 : 1;
}
