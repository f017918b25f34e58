// What Swift cannot say to Graphviz: function-like macros, variadic messages, and the parts of the
// interface that differ between versions 2.42 and 14. No outside text ever passes through here: boxes are
// numbered, and every attribute value is made of constants and numbers.
#ifndef WENGERT_GRAPHVIZ_SHIMS_H
#define WENGERT_GRAPHVIZ_SHIMS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct wgv_graph wgv_graph;
typedef struct wgv_box wgv_box;
typedef struct wgv_line wgv_line;
typedef struct { double x, y; } wgv_point;

/// The version of the library, as "2.42.2"; empty where it fails. Lives as long as the process.
const char *wgv_version(void);

/// Sends every message of the library to `sink`, in fragments.
void wgv_capture(int (*sink)(const char *fragment));

/// Opens a directed graph with the attributes that all layouts share; NULL where the library fails.
wgv_graph *wgv_open(const char *rankdir, double node_gap, double rank_gap, bool is_large);
void wgv_close(wgv_graph *graph);

/// Adds a box of a size in points.
wgv_box *wgv_add_box(wgv_graph *graph, double width, double height);

/// Adds a line; a line clipped at neither end runs to the centres. `starts` and `ends` say whether it
/// touches a box at its tail and at its head.
wgv_line *wgv_add_line(wgv_graph *graph, wgv_box *tail, wgv_box *head, bool starts, bool ends);

/// Runs `dot`; 0 on success.
int wgv_layout(wgv_graph *graph);

/// The upper right corner of the drawing, in points, y upwards.
wgv_point wgv_extent(wgv_graph *graph);
wgv_point wgv_center(wgv_box *box);

/// The number of control points of a line; 0 where it has no course.
size_t wgv_line_count(wgv_line *line);
wgv_point wgv_line_point(wgv_line *line, size_t index);
/// The tip of the arrow at the tail and at the head; the end of the curve where there is no arrow.
wgv_point wgv_line_start(wgv_line *line);
wgv_point wgv_line_end(wgv_line *line);

#endif
