"""Draws the function of docs/comparison.md with micrograd 0.1.0 and CasADi 3.8.2 into the working folder.

Needs: pip install micrograd==0.1.0 casadi==3.8.2 graphviz==0.21, and the program dot for both pictures.
"""
from micrograd.engine import Value
from graphviz import Digraph
# trace() and draw_dot() of micrograd's trace_graph.ipynb (c911406), unchanged
def trace(root):
    nodes, edges = set(), set()
    def build(v):
        if v not in nodes:
            nodes.add(v)
            for child in v._prev:
                edges.add((child, v))
                build(child)
    build(root)
    return nodes, edges
def draw_dot(root, format='svg', rankdir='LR'):
    assert rankdir in ['LR', 'TB']
    nodes, edges = trace(root)
    dot = Digraph(format=format, graph_attr={'rankdir': rankdir})
    for n in nodes:
        dot.node(name=str(id(n)), label="{ data %.4f | grad %.4f }" % (n.data, n.grad), shape='record')
        if n._op:
            dot.node(name=str(id(n)) + n._op, label=n._op)
            dot.edge(str(id(n)) + n._op, str(id(n)))
    for n1, n2 in edges:
        dot.edge(str(id(n1)), str(id(n2)) + n2._op)
    return dot
# micrograd has neither exp nor sin; both are added here as its own relu is written.
import math
def unary(name, f, df):
    def op(self):
        out = Value(f(self.data), (self,), name)
        def _backward(): self.grad += df(self.data) * out.grad
        out._backward = _backward
        return out
    return op
exp = unary('exp', math.exp, math.exp); sin = unary('sin', math.sin, math.cos)
x1, x2 = Value(1.0), Value(2.0)
f = x1*x2 + exp(x1*x2) - sin(x2)
f.backward()
d = draw_dot(f); d.render('micrograd')
print(x1.grad, x2.grad)
import casadi as ca
x1, x2 = ca.SX.sym('x1'), ca.SX.sym('x2')
F = ca.Function('f', [x1, x2], [x1*x2 + ca.exp(x1*x2) - ca.sin(x2)], ['x1', 'x2'], ['f'])
F.export_graph('casadi.dot', {})
