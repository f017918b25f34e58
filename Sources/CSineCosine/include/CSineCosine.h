// The sine and the cosine of one number by one call, which every C library has and no standard header of Swift shows.
#ifndef WENGERT_SINE_COSINE_H
#define WENGERT_SINE_COSINE_H

#if defined(__APPLE__)
void __sincos(double x, double *sine, double *cosine);
#define WENGERT_SINE_COSINE __sincos
#else
void sincos(double x, double *sine, double *cosine);
#define WENGERT_SINE_COSINE sincos
#endif

typedef struct {
  double sine, cosine;
} wengert_sine_cosine;

/// The same bits as those of `sin` and `cos`.
static inline wengert_sine_cosine wengert_sine_cosine_of(double x) {
  wengert_sine_cosine result;
  WENGERT_SINE_COSINE(x, &result.sine, &result.cosine);
  return result;
}

#endif
