#define BOOST_TEST_MODULE touchstone
#include <boost/test/unit_test.hpp>
