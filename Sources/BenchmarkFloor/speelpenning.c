#include "BenchmarkFloor.h"

double floor_speelpenning(const double *x, long n) {
  double product = x[0];
  for (long i = 1; i < n; i++) product *= x[i];
  return product;
}

/* Products of what stands before, then times products of what stands behind: no division, so zeros do no harm. */
double floor_speelpenning_gradient(const double *x, long n, double *gradient) {
  double before = 1;
  for (long i = 0; i < n; i++) {
    gradient[i] = before;
    before *= x[i];
  }
  double behind = 1;
  for (long i = n - 1; i >= 0; i--) {
    gradient[i] *= behind;
    behind *= x[i];
  }
  return before;
}
