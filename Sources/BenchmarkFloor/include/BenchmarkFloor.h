#ifndef BENCHMARK_FLOOR_H
#define BENCHMARK_FLOOR_H

/*
 * The workloads of the benchmark written by hand: what a person who knows the function would write in C, for
 * its value and for value and gradient together. Measured numbers are compared with these.
 *
 * Functions that end in _gradient return the value and write the gradient, in the order of the inputs.
 */

/* f(x1, x2) = x1*x2 + exp(x1*x2) - sin(x2): Bishop and Bishop 2024, section 8.2. */
double floor_bishop(const double *x);
double floor_bishop_gradient(const double *x, double *gradient);

/* The same at several points, which lie one behind the other, as do the gradients. */
void floor_bishop_points(const double *points, long count, double *values);
void floor_bishop_points_gradients(
    const double *points, long count, double *values, double *gradients);

/* The sum of 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2. */
double floor_rosenbrock(const double *x, long n);
double floor_rosenbrock_gradient(const double *x, long n, double *gradient);

/* The product of all x[i]. */
double floor_speelpenning(const double *x, long n);
double floor_speelpenning_gradient(const double *x, long n, double *gradient);

/*
 * The squared error of a network, summed over samples: `width` inputs, `width` hidden units with tanh, one
 * linear output. Parameters: the weights of all hidden units for the first input, for the second, …, their biases,
 * the weights of the output and its bias. A sample is its inputs and its target.
 */
#define FLOOR_NETWORK_WIDTH 64
double floor_network(const double *parameters, const double *samples, long count);
double floor_network_gradient(
    const double *parameters, const double *samples, long count, double *gradient);

/*
 * Eight elementals, again and again: v = tanh(cos(log(exp(sin(v)*x2) + x3))), and the sum of all v. The first v
 * is x1. The workspace has FLOOR_CHAIN_KEPT places a period.
 */
#define FLOOR_CHAIN_KEPT 6
double floor_chain(const double *x, long periods);
double floor_chain_gradient(const double *x, long periods, double *workspace, double *gradient);

/* y[i] = sin(x[i]*x[i+1]) + exp(x[i+2])*tanh(sum of x), indices modulo 8; Jacobian by rows. */
#define FLOOR_MAP_WIDTH 8
void floor_map(const double *x, double *y);
void floor_map_jacobian(const double *x, double *rows);

/* The sum of the y[i]. */
double floor_map_sum(const double *x);
double floor_map_sum_gradient(const double *x, double *gradient);

/* log(1 + sum of x[i]^2) + sum of sin(x[i]*x[i+1]); Hessian by rows. */
#define FLOOR_COUPLED_WIDTH 20
double floor_coupled(const double *x);
double floor_coupled_gradient(const double *x, double *gradient);
void floor_coupled_hessian(const double *x, double *rows);

#endif
