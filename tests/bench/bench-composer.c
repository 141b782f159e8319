/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-composer: from a key to counts, checks and preview in a thread of 25 parts, against a key in a bare GtkTextView. Times are those of the
 * main thread alone, whatever else the machine does. */

#include "config.h"

#include <time.h>

#include "bench-utils.h"
#include "composer-window.h"

#define N_PARTS 25
#define N_KEYS 80
#define AIM_MS 16.0

typedef struct
{
  double handled[N_KEYS]; /* ms: until counts, checks and preview are changed */
  double drawn[N_KEYS];   /* ms: until the next frame is drawn */
} Times;

static double
get_thread_time (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);
  return (double) spent.tv_sec * 1000 + (double) spent.tv_nsec / 1e6;
}

static void
painted_cb (GdkFrameClock *clock,
            gboolean      *painted)
{
  *painted = TRUE;
}

/* Types one character and waits for the frame that shows it. */
static void
press_key (GtkTextView *view,
           Times       *times,
           guint        i)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (view));
  gboolean painted = FALSE;
  gulong handler;
  double start;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);
  start = get_thread_time ();
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (view), i % 7 ? "a" : " ", 1);
  times->handled[i] = get_thread_time () - start;
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  times->drawn[i] = get_thread_time () - start;
  g_signal_handler_disconnect (clock, handler);
}

static void
measure_bare (Times *times)
{
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "default-width", 1280, "default-height", 800, NULL);
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  adw_window_set_content (ADW_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "The river stood at 4.37 m this morning. ", -1);
  gtk_widget_grab_focus (view);
  for (guint i = 0; i < N_KEYS; i++)
    press_key (GTK_TEXT_VIEW (view), times, i);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
measure_thread (Times *times)
{
  ComposerWindow window = { 0 };

  composer_window_set_up (&window, NULL);
  cs_content_add_account (composer_window_get_content (&window), composer_office_add_account (window.office, "second"));
  for (guint i = 1; i < N_PARTS; i++)
    gtk_widget_activate_action (GTK_WIDGET (window.page), "composer.append-part", NULL);
  for (guint i = 0; i < N_PARTS; i++)
    composer_window_type (&window, i, "The river stood at 4.37 m this morning. See https://example.org/levels and #HighWater. ");
  cs_segment_card_focus_text (composer_window_get_card (&window, N_PARTS / 2));
  composer_window_wait_saved (&window);
  for (guint i = 0; i < N_KEYS; i++)
    press_key (cs_segment_card_get_text_view (composer_window_get_card (&window, N_PARTS / 2)), times, i);
  composer_window_tear_down (&window, NULL);
}

int
main (int    argc,
      char **argv)
{
  Times bare, thread;
  double floor, handled, drawn;

  composer_window_begin (&argc, &argv);
  measure_bare (&bare);
  measure_thread (&thread);
  floor = bench_median (bare.drawn, N_KEYS);
  handled = bench_median (thread.handled, N_KEYS);
  drawn = bench_median (thread.drawn, N_KEYS);
  g_print ("bench-composer: a key in a thread of %d parts, two accounts: counts, checks and preview after %.2f ms (aim %.0f), drawn after %.2f ms; "
           "a key in a bare GtkTextView is drawn after %.2f ms; ratio %.1f\n", N_PARTS, handled, AIM_MS, drawn, floor, drawn / floor);
  return 0;
}
