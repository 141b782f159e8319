/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-fling [POSTS]: the longest frame gap while flinging through a million posts in the workstation's own window. */

#include "config.h"

#include <adwaita.h>
#include <locale.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <time.h>

#include "bench-utils.h"
#include "cs-application.h"
#include "cs-local-office.h"
#include "cs-practice-office.h"
#include "cs-window.h"

#define N_JUMPS 120
#define N_SMOOTH 240
#define FIRST_ID 1000
#define WATCH_MS 2

/* What is measured: the time between frames, and between two turns of the main loop. */
typedef struct
{
  GArray *gaps;         /* of double, ms */
  GArray *work;         /* of double, ms: the main thread's own CPU time between frames, whatever else the machine does */
  double  last_work;    /* ms */
  gint64  last_frame;   /* µs; 0 = not measuring */
  gint64  last_turn;    /* µs */
  double  longest_turn; /* ms */
} Meter;

typedef struct
{
  GtkAdjustment *adjustment;
  GRand         *random;
  guint          left;  /* moves still to make */
  double         speed; /* pixels a frame; 0 = jumps anywhere */
} Fling;

#define wait_for(condition) G_STMT_START { \
    gint64 end_ = g_get_monotonic_time () + 60 * G_USEC_PER_SEC; \
    while (!(condition) && g_get_monotonic_time () < end_) \
    if (!g_main_context_iteration (NULL, FALSE)) \
    g_usleep (500); \
    if (!(condition)) \
    g_error ("waited in vain for %s", #condition); \
} G_STMT_END

static GtkWidget *
find_list (GtkWidget *widget)
{
  if (GTK_IS_LIST_VIEW (widget) && gtk_widget_has_css_class (widget, "cs-posts")) /* those of drop-downs are not meant */
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_list (child);

      if (found)
        return found;
    }

  return NULL;
}

static double
get_thread_time (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);
  return (double) spent.tv_sec * 1000 + (double) spent.tv_nsec / 1e6;
}

static gboolean
frame_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       data)
{
  Meter *meter = data;
  gint64 now = g_get_monotonic_time ();
  double spent = get_thread_time ();

  if (meter->last_frame != 0)
    {
      double gap = (double) (now - meter->last_frame) / 1000;
      double work = spent - meter->last_work;

      g_array_append_val (meter->gaps, gap);
      g_array_append_val (meter->work, work);
    }
  meter->last_work = spent;
  meter->last_frame = now;

  return G_SOURCE_CONTINUE;
}

static gboolean
turn_cb (gpointer data)
{
  Meter *meter = data;
  gint64 now = g_get_monotonic_time ();

  meter->longest_turn = MAX (meter->longest_turn, (double) (now - meter->last_turn) / 1000 - WATCH_MS);
  meter->last_turn = now;

  return G_SOURCE_CONTINUE;
}

static gboolean
move_cb (gpointer data)
{
  Fling *fling = data;
  double most = gtk_adjustment_get_upper (fling->adjustment) - gtk_adjustment_get_page_size (fling->adjustment);
  double value = fling->speed > 0 ? gtk_adjustment_get_value (fling->adjustment) + fling->speed
                                  : g_rand_double (fling->random) * most;

  gtk_adjustment_set_value (fling->adjustment, CLAMP (value, 0, most));

  return --fling->left > 0;
}

/* Moves the list so often and says how the frames came meanwhile. */
static void
measure (GtkWidget  *window,
         Fling      *fling,
         guint       n_moves,
         double      speed,
         const char *what,
         guint       n_posts)
{
  Meter meter = {
    .gaps = g_array_new (FALSE, FALSE, sizeof (double)),
    .work = g_array_new (FALSE, FALSE, sizeof (double)),
    .last_turn = g_get_monotonic_time (),
  };
  guint frames = gtk_widget_add_tick_callback (window, frame_cb, &meter, NULL);
  guint watch = g_timeout_add_full (G_PRIORITY_HIGH, WATCH_MS, turn_cb, &meter, NULL);
  double median, median_work;

  fling->left = n_moves;
  fling->speed = speed;
  g_timeout_add_full (G_PRIORITY_DEFAULT, 16, move_cb, fling, NULL);
  wait_for (fling->left == 0);
  gtk_widget_remove_tick_callback (window, frames);
  g_source_remove (watch);

  g_assert_cmpuint (meter.gaps->len, >, 2);
  median = bench_median ((double *) (void *) meter.gaps->data, meter.gaps->len);
  median_work = bench_median ((double *) (void *) meter.work->data, meter.work->len);
  g_print ("bench fling: longest frame gap %.0f ms, median %.0f ms over %u posts (%s; longest turn of the main loop %.0f ms; "
           "CPU of its thread between frames at most %.1f ms, median %.1f ms)\n",
           g_array_index (meter.gaps, double, meter.gaps->len - 1), median, n_posts, what, meter.longest_turn,
           g_array_index (meter.work, double, meter.work->len - 1), median_work);
  g_array_unref (meter.gaps);
  g_array_unref (meter.work);
}

static void
make_office (const char *folder,
             guint       n_posts)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsLocalOffice) office = cs_local_office_open (folder, &error);
  g_autofree char *path = g_build_filename (folder, "office.db", NULL);
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  g_autoptr(GPtrArray) words = bench_make_words (random);
  sqlite3 *raw = NULL;

  if (!office || !cs_practice_office_fill (office, "en", &error))
    g_error ("%s", error->message);
  cs_local_office_stop_publisher (office);
  g_clear_object (&office);

  sqlite3_open (path, &raw);
  bench_fill_posts (raw, words, random, FIRST_ID, n_posts, FALSE);
  sqlite3_close (raw);
}

static void
fling_through (const char *folder,
               guint       n_posts)
{
  g_autoptr(CsApplication) application = cs_application_new ();
  g_autoptr(GRand) random = g_rand_new_with_seed (11);
  Fling fling = { .random = random };
  GtkWidget *window = NULL;
  GtkWidget *list = NULL;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_hold (G_APPLICATION (application));

  window = GTK_WIDGET (cs_window_new (application, folder, "helen", FALSE));
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  gtk_window_present (GTK_WINDOW (window));
  wait_for (cs_window_get_page (CS_WINDOW (window)) != NULL);
  wait_for (g_str_equal (G_OBJECT_TYPE_NAME (cs_window_get_page (CS_WINDOW (window))), "CsDeskPage"));
  gtk_widget_activate_action (window, "win.show-place", "s", "posts");
  wait_for ((list = find_list (cs_window_get_page (CS_WINDOW (window)))) != NULL && gtk_list_view_get_model (GTK_LIST_VIEW (list)) &&
            g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))) >= n_posts);
  fling.adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  wait_for (gtk_adjustment_get_upper (fling.adjustment) > 10.0 * n_posts);

  measure (window, &fling, N_JUMPS, 0, "jumps anywhere", n_posts);
  measure (window, &fling, N_SMOOTH, 3000, "fast scrolling", n_posts);
  measure (window, &fling, N_SMOOTH, 40, "smooth scrolling", n_posts);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  wait_for (window == NULL);
}

int
main (int    argc,
      char **argv)
{
  guint n_posts = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 1000000;
  g_autofree char *folder = bench_make_folder ();

  gtk_init ();
  adw_init ();
  make_office (folder, n_posts);
  fling_through (folder, n_posts);
  bench_remove_folder (folder);

  return 0;
}
