/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "memory-vfs.h"

#define SECTOR 512

typedef struct
{
  gint64  offset; /* of the bytes, or the new size */
  GBytes *bytes;  /* NULL = the file is cut; owned */
} Change;

typedef struct
{
  GByteArray *now;     /* what programs read */
  GByteArray *durable; /* what was synced */
  GPtrArray  *changes; /* of Change, since the last sync */
  GPtrArray  *shared;  /* pages of shared memory, or NULL */
  gboolean    named;   /* the name is on the disk */
} MemoryFile;

typedef struct
{
  sqlite3_file  base;
  MemoryFile   *file;             /* borrowed from files */
  char         *delete_on_close;  /* owned name, or NULL */
} OpenFile;

struct _MemoryImage
{
  GHashTable *contents; /* name -> GBytes */
};

static GHashTable *files; /* name -> MemoryFile */
static sqlite3_vfs *real_vfs;
static guint n_left;
static gboolean armed;
static gboolean dead;

static void
change_free (Change *change)
{
  g_clear_pointer (&change->bytes, g_bytes_unref);
  g_free (change);
}

static void
memory_file_free (MemoryFile *file)
{
  g_byte_array_unref (file->now);
  g_byte_array_unref (file->durable);
  g_ptr_array_unref (file->changes);
  g_clear_pointer (&file->shared, g_ptr_array_unref);
  g_free (file);
}

static MemoryFile *
memory_file_new (void)
{
  MemoryFile *file = g_new0 (MemoryFile, 1);

  file->now = g_byte_array_new ();
  file->durable = g_byte_array_new ();
  file->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
  return file;
}

static void
set_size (GByteArray *array,
          gsize       size)
{
  gsize before = array->len;

  g_byte_array_set_size (array, (guint) size);
  if (size > before)
    memset (array->data + before, 0, size - before);
}

static void
put (GByteArray   *array,
     gint64        offset,
     const guint8 *bytes,
     gsize         size)
{
  if ((gsize) offset + size > array->len)
    set_size (array, (gsize) offset + size);

  memcpy (array->data + offset, bytes, size);
}

/* Every sector by its own luck */
static void
put_torn (GByteArray   *array,
          const Change *change,
          GRand        *rand)
{
  gsize size = 0;
  const guint8 *bytes = g_bytes_get_data (change->bytes, &size);
  gsize at = 0;

  while (at < size)
    {
      gsize room = SECTOR - (gsize) (change->offset + (gint64) at) % SECTOR;
      gsize n = MIN (room, size - at);

      if (g_rand_boolean (rand))
        put (array, change->offset + (gint64) at, bytes + at, n);
      at += n;
    }
}

/* Counts down to the loss. Returns: whether the operation still takes place */
static gboolean
spend (void)
{
  if (dead)
    return FALSE;

  if (armed && --n_left == 0)
    dead = TRUE;

  return TRUE;
}

static int
file_close (sqlite3_file *base)
{
  OpenFile *self = (OpenFile *) base;

  if (self->delete_on_close != NULL)
    g_hash_table_remove (files, self->delete_on_close);

  g_clear_pointer (&self->delete_on_close, g_free);
  return SQLITE_OK;
}

static int
file_read (sqlite3_file *base,
           void         *buffer,
           int           size,
           sqlite3_int64 offset)
{
  GByteArray *now = ((OpenFile *) base)->file->now;
  gsize there;

  if (dead)
    return SQLITE_IOERR_READ;

  there = offset < (gint64) now->len ? MIN ((gsize) size, now->len - (gsize) offset) : 0;
  if (there > 0)
    memcpy (buffer, now->data + offset, there);
  if (there == (gsize) size)
    return SQLITE_OK;

  memset ((guint8 *) buffer + there, 0, (gsize) size - there);
  return SQLITE_IOERR_SHORT_READ;
}

static int
file_write (sqlite3_file *base,
            const void   *buffer,
            int           size,
            sqlite3_int64 offset)
{
  MemoryFile *file = ((OpenFile *) base)->file;
  Change *change;

  if (!spend ())
    return SQLITE_IOERR_WRITE;

  change = g_new0 (Change, 1);
  change->offset = offset;
  change->bytes = g_bytes_new (buffer, (gsize) size);
  g_ptr_array_add (file->changes, change);
  put (file->now, offset, buffer, (gsize) size);
  return dead ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

static int
file_truncate (sqlite3_file *base,
               sqlite3_int64 size)
{
  MemoryFile *file = ((OpenFile *) base)->file;
  Change *change;

  if (!spend ())
    return SQLITE_IOERR_TRUNCATE;

  change = g_new0 (Change, 1);
  change->offset = size;
  g_ptr_array_add (file->changes, change);
  set_size (file->now, (gsize) size);
  return dead ? SQLITE_IOERR_TRUNCATE : SQLITE_OK;
}

static int
file_sync (sqlite3_file *base,
           int           flags)
{
  MemoryFile *file = ((OpenFile *) base)->file;

  /* If the power goes here, nobody was told that anything is safe. */
  if (!spend () || dead)
    return SQLITE_IOERR_FSYNC;

  for (guint i = 0; i < file->changes->len; i++)
    {
      const Change *change = file->changes->pdata[i];

      if (change->bytes == NULL)
        set_size (file->durable, (gsize) change->offset);
      else
        put (file->durable, change->offset, g_bytes_get_data (change->bytes, NULL), g_bytes_get_size (change->bytes));
    }

  g_ptr_array_set_size (file->changes, 0);
  file->named = TRUE;
  return SQLITE_OK;
}

static int
file_size (sqlite3_file  *base,
           sqlite3_int64 *size)
{
  *size = ((OpenFile *) base)->file->now->len;
  return dead ? SQLITE_IOERR_FSTAT : SQLITE_OK;
}

static int
file_lock (sqlite3_file *base,
           int           level)
{
  return dead ? SQLITE_IOERR_LOCK : SQLITE_OK;
}

static int
file_unlock (sqlite3_file *base,
             int           level)
{
  return SQLITE_OK;
}

static int
file_check_reserved (sqlite3_file *base,
                     int          *reserved)
{
  *reserved = 0;
  return SQLITE_OK;
}

static int
file_control (sqlite3_file *base,
              int           operation,
              void         *argument)
{
  return SQLITE_NOTFOUND;
}

static int
file_sector_size (sqlite3_file *base)
{
  return 4096; /* as on a real disk, which tears smaller all the same */
}

static int
file_characteristics (sqlite3_file *base)
{
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE; /* as sqlite3 takes every real disk to be */
}

static int
file_shm_map (sqlite3_file   *base,
              int             page,
              int             size,
              int             extend,
              void volatile **at)
{
  MemoryFile *file = ((OpenFile *) base)->file;

  if (file->shared == NULL)
    file->shared = g_ptr_array_new_with_free_func (g_free);

  while (extend && (guint) page >= file->shared->len)
    g_ptr_array_add (file->shared, g_malloc0 ((gsize) size));

  *at = (guint) page < file->shared->len ? file->shared->pdata[page] : NULL;
  return SQLITE_OK;
}

static int
file_shm_lock (sqlite3_file *base,
               int           offset,
               int           n,
               int           flags)
{
  return SQLITE_OK;
}

static void
file_shm_barrier (sqlite3_file *base)
{
}

static int
file_shm_unmap (sqlite3_file *base,
                int           delete)
{
  if (delete)
    g_clear_pointer (&((OpenFile *) base)->file->shared, g_ptr_array_unref);

  return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
  2,
  file_close, file_read, file_write, file_truncate, file_sync, file_size,
  file_lock, file_unlock, file_check_reserved, file_control, file_sector_size, file_characteristics,
  file_shm_map, file_shm_lock, file_shm_barrier, file_shm_unmap,
  NULL, NULL,
};

static int
vfs_open (sqlite3_vfs  *vfs,
          const char   *name,
          sqlite3_file *base,
          int           flags,
          int          *out_flags)
{
  static guint n_unnamed;
  OpenFile *self = (OpenFile *) base;
  g_autofree char *key = name != NULL ? g_strdup (name) : g_strdup_printf ("temporary-%u", n_unnamed++);

  memset (self, 0, sizeof *self);
  if (dead)
    return SQLITE_CANTOPEN;

  self->file = g_hash_table_lookup (files, key);
  if (self->file == NULL && !(flags & SQLITE_OPEN_CREATE))
    return SQLITE_CANTOPEN;

  if (flags & SQLITE_OPEN_DELETEONCLOSE)
    self->delete_on_close = g_strdup (key);

  if (self->file == NULL)
    {
      self->file = memory_file_new ();
      g_hash_table_insert (files, g_steal_pointer (&key), self->file);
    }

  self->base.pMethods = &methods;
  if (out_flags != NULL)
    *out_flags = flags;
  return SQLITE_OK;
}

static int
vfs_delete (sqlite3_vfs *vfs,
            const char  *name,
            int          sync_folder)
{
  if (!spend () || dead)
    return SQLITE_IOERR_DELETE;

  return g_hash_table_remove (files, name) ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}

static int
vfs_access (sqlite3_vfs *vfs,
            const char  *name,
            int          flags,
            int         *result)
{
  MemoryFile *file = g_hash_table_lookup (files, name);

  /* An empty file counts as none here, as sqlite3's own file system has it. */
  *result = file != NULL && (flags != SQLITE_ACCESS_EXISTS || file->now->len > 0);
  return SQLITE_OK;
}

static int
vfs_full_path (sqlite3_vfs *vfs,
               const char  *name,
               int          size,
               char        *full)
{
  g_strlcpy (full, name, (gsize) size);
  return SQLITE_OK;
}

static int
vfs_randomness (sqlite3_vfs *vfs,
                int          size,
                char        *bytes)
{
  return real_vfs->xRandomness (real_vfs, size, bytes);
}

static int
vfs_sleep (sqlite3_vfs *vfs,
           int          microseconds)
{
  return real_vfs->xSleep (real_vfs, microseconds);
}

static int
vfs_current_time (sqlite3_vfs *vfs,
                  double      *now)
{
  return real_vfs->xCurrentTime (real_vfs, now);
}

static int
vfs_last_error (sqlite3_vfs *vfs,
                int          size,
                char        *message)
{
  return 0;
}

void
memory_vfs_register (void)
{
  static sqlite3_vfs vfs;

  real_vfs = sqlite3_vfs_find (NULL);
  files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) memory_file_free);

  vfs.iVersion = 1;
  vfs.szOsFile = sizeof (OpenFile);
  vfs.mxPathname = 512;
  vfs.zName = "memory-with-losses";
  vfs.xOpen = vfs_open;
  vfs.xDelete = vfs_delete;
  vfs.xAccess = vfs_access;
  vfs.xFullPathname = vfs_full_path;
  vfs.xRandomness = vfs_randomness;
  vfs.xSleep = vfs_sleep;
  vfs.xCurrentTime = vfs_current_time;
  vfs.xGetLastError = vfs_last_error;
  sqlite3_vfs_register (&vfs, 1);
}

void
memory_vfs_arm (guint n_operations)
{
  armed = n_operations > 0;
  n_left = n_operations;
}

gboolean
memory_vfs_is_dead (void)
{
  return dead;
}

static void
recover_file (MemoryFile *file,
              GRand      *rand)
{
  int luck = g_rand_int_range (rand, 0, 4);

  for (guint i = 0; i < file->changes->len; i++)
    {
      const Change *change = file->changes->pdata[i];
      gboolean kept = luck == 0 ? FALSE : luck == 1 ? TRUE : g_rand_boolean (rand);

      if (change->bytes == NULL && kept)
        set_size (file->durable, (gsize) change->offset);
      else if (change->bytes != NULL && kept && luck < 3)
        put (file->durable, change->offset, g_bytes_get_data (change->bytes, NULL), g_bytes_get_size (change->bytes));
      else if (change->bytes != NULL && luck == 3)
        put_torn (file->durable, change, rand);
    }

  g_ptr_array_set_size (file->changes, 0);
  set_size (file->now, file->durable->len);
  if (file->durable->len > 0)
    memcpy (file->now->data, file->durable->data, file->durable->len);
  g_clear_pointer (&file->shared, g_ptr_array_unref);
}

void
memory_vfs_recover (GRand *rand)
{
  GHashTableIter iter;
  gpointer value;

  armed = dead = FALSE;
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      MemoryFile *file = value;

      if (!file->named && g_rand_boolean (rand))
        g_hash_table_iter_remove (&iter);
      else
        recover_file (file, rand);
    }
}

MemoryImage *
memory_vfs_save (void)
{
  MemoryImage *image = g_new0 (MemoryImage, 1);
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  image->contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      GByteArray *now = ((MemoryFile *) value)->now;

      g_hash_table_insert (image->contents, g_strdup (name), g_bytes_new (now->data, now->len));
    }

  return image;
}

void
memory_vfs_load (MemoryImage *image)
{
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  armed = dead = FALSE;
  g_hash_table_remove_all (files);
  g_hash_table_iter_init (&iter, image->contents);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      MemoryFile *file = memory_file_new ();
      gsize size = 0;
      const guint8 *bytes = g_bytes_get_data (value, &size);

      g_byte_array_append (file->now, bytes, (guint) size);
      g_byte_array_append (file->durable, bytes, (guint) size);
      file->named = TRUE;
      g_hash_table_insert (files, g_strdup (name), file);
    }
}
