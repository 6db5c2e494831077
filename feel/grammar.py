"""The grammar, for lark's LALR parser. Tokens come from lexer.py, values from building*.py.

Where the standard's grammar is ambiguous (`if`, `for`, `some` and `every` as operands) the longer reading
wins: `1 + if a then b else c + 2` puts `c + 2` in the else branch.
"""

GRAMMAR = r"""
expression: expr
tests: _DASH                               -> any_value
     | test (_COMMA test)*                 -> one_of
     | _NOT _LPAR test (_COMMA test)* _RPAR  -> none_of
?test: expr                                -> value_test
     | COMPARE sum                         -> compare_test

?expr: conjunction
     | conjunction (_OR conjunction)+      -> disjunction
?conjunction: comparison
     | comparison (_AND comparison)+       -> conjunction
?comparison: sum
     | comparison COMPARE sum              -> compare
     | comparison BETWEEN sum _AND sum     -> between
     | comparison IN sum                   -> member_of
     | comparison IN in_tests              -> member_of_tests
     | comparison _INSTANCE_OF TYPE        -> instance_of
in_tests: COMPARE sum                                       -> in_compare
     | _LPAR COMPARE sum (_COMMA test)* _RPAR               -> in_compare
     | _LPAR expr (_COMMA test)+ _RPAR                      -> in_values
?sum: product
     | product ((PLUS|MINUS) product)+     -> arithmetic
?product: power
     | power ((STAR|SLASH) power)+         -> arithmetic
?power: unary
     | unary (POWER unary)+                -> arithmetic
?unary: postfix
     | MINUS unary                         -> negation
?postfix: primary
     | postfix _DOT NAME                   -> path
     | postfix LSQB expr _RSQB             -> filter
     | postfix LSQB COMPARE sum _RSQB      -> filter_compare

?primary: NUMBER                           -> number
     | STRING                              -> string
     | TRUE                                -> true
     | FALSE                               -> false
     | NULL                                -> null
     | AT                                  -> at_literal
     | INPUT                               -> input_value
     | NAME                                -> name
     | FUNC _LPAR [arguments] _RPAR        -> call
     | _LPAR expr _RPAR                    -> group
     | LSQB [expr (_COMMA expr)*] _RSQB    -> list_literal
     | LBRACE [entry (_COMMA entry)*] _RBRACE  -> context
     | interval
     | IF expr _THEN expr _ELSE expr       -> if_then_else
     | FOR iterators _RETURN expr          -> for_return
     | (SOME|EVERY) iterators _SATISFIES expr  -> quantified

!interval: (_LPAR|LSQB|_LREV) expr _DOTS expr (_RPAR|_RSQB|_RREV)
entry: (KEY|STRING) _COLON expr
iterators: iterator (_COMMA iterator)*
iterator: NAME IN expr                     -> over
     | NAME IN expr _DOTS expr             -> over_range
arguments: argument (_COMMA argument)*
?argument: value
     | KEY _COLON value                    -> named
?value: expr
     | FUNCTION _LPAR [NAME (_COMMA NAME)*] _RPAR expr  -> function

%declare NUMBER STRING TRUE FALSE NULL AT INPUT NAME KEY FUNC TYPE COMPARE PLUS MINUS STAR SLASH POWER
%declare BETWEEN IN IF FOR SOME EVERY FUNCTION LSQB LBRACE
%declare _THEN _ELSE _RETURN _SATISFIES _OR _AND _INSTANCE_OF _NOT _DASH
%declare _LPAR _RPAR _RSQB _RBRACE _LREV _RREV _COMMA _COLON _DOT _DOTS
"""
