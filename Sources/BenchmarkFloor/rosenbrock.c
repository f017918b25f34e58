#include "BenchmarkFloor.h"

double floor_rosenbrock(const double *x, long n) {
  double sum = 0;
  for (long i = 0; i + 1 < n; i++) {
    double valley = x[i + 1] - x[i] * x[i];
    double rest = 1 - x[i];
    sum += 100 * (valley * valley) + rest * rest;
  }
  return sum;
}

double floor_rosenbrock_gradient(const double *x, long n, double *gradient) {
  double sum = 0;
  double carried = 0;
  for (long i = 0; i + 1 < n; i++) {
    double valley = x[i + 1] - x[i] * x[i];
    double rest = 1 - x[i];
    sum += 100 * (valley * valley) + rest * rest;
    gradient[i] = carried - 400 * valley * x[i] - 2 * rest;
    carried = 200 * valley;
  }
  gradient[n - 1] = carried;
  return sum;
}
